import { createNumbers } from '../../../../core/text/numbers';

const numbers = createNumbers('en');
const celsius = (degrees: number) => `${numbers.count(degrees)}\u00a0°C`;
const watts = (value: number) => `${numbers.count(value)}\u00a0W`;
const megahertz = (value: number) => `${numbers.count(value)}\u00a0MHz`;

/** The graphics cards of this computer, as the server beside the app sees them. */
export const graphicsCardsEn = {
  title: 'Graphics cards',
  explain:
    'The server that “npm start” runs on this computer reads these figures once a second while you look at this page. They are sent nowhere else.',
  waiting: 'Asking the server of the app…',
  noServer:
    'No figures: the app was not started on this computer with “npm start”, or its server has stopped. Only that server can read the temperature and the load of a graphics card. Everything else works without it.',
  noFiguresYet: 'The server has no figures yet.',
  noCards: 'The server can read the figures of no graphics card of this computer.',
  problems: {
    missing:
      'The program nvidia-smi was not found on this computer. It comes with the driver of NVIDIA; without it the server cannot read cards of NVIDIA.',
    hangs:
      'nvidia-smi does not answer. The server has ended it and tries again. If this continues, the driver may hang: restart the computer.',
    failed: 'nvidia-smi ended with an error. The server tries again.',
    unreadable: 'nvidia-smi wrote something that this app cannot read. The server tries again.',
  },
  itSaid: (words: string) => `It said: ${words}`,
  unnamed: (maker: string) => `${maker} graphics card`,
  figures: {
    temperature: 'Temperature',
    utilisation: 'Load',
    power: 'Power',
    memory: 'Memory',
    graphicsClock: 'Clock',
    memoryClock: 'Memory clock',
  },
  unknown: 'Not known',
  celsius,
  watts,
  megahertz,
  temperature: (degrees: number, limit: number) => `${celsius(degrees)}, limit ${celsius(limit)}`,
  aboveLimit: (degrees: number, limit: number) => `${celsius(degrees)}, above the limit of ${celsius(limit)}`,
  of: (value: string, most: string) => `${value} of ${most}`,
  used: {
    title: 'Which card works',
    notKnown:
      'The engine has not started, or the browser offers no graphics card: which one it uses is not known.',
    one: (name: string) => `The browser uses ${name}: maker and family are those that it tells.`,
    several: (names: string) => `The browser uses one of these, which are of the same family: ${names}.`,
    none: 'The browser uses a graphics card that the server cannot read, perhaps the one in the processor.',
    onProcessor: 'At the moment the processor does the work; no card is used.',
    onePage: 'One page drives one card. Other cards do nothing for it.',
    confirm: 'Check by the load',
    confirming: 'The engine works on a test clip, and the load of each card is watched. About ten seconds…',
    cannotConfirm: 'To check it, the engine must run on a graphics card, and nothing else may be at work.',
    rose: (name: string) => `Checked: the load of ${name} rose while the engine worked.`,
    otherRose: (name: string) =>
      `The load of ${name} rose while the engine worked, which is another card. Another program may have used it: check again.`,
    unclear:
      'The load of no card rose clearly. Close other programs that use a graphics card, and check again.',
    faster: (name: string) =>
      `${name} is probably faster: its memory, power limit and model speak for it. That was not measured.`,
    ownWindow:
      'On this computer, “npm start -- --gpu high” opens a Chrome window that asks for the fast card.',
  },
  limit: {
    label: 'Highest temperature, in °C',
    explain: (lower: number) =>
      `If the card in use gets hotter, recordings wait after the passage being transcribed, until it has cooled to ${celsius(lower)}. Dictation continues.`,
    easing: (limit: number, lower: number) =>
      `The graphics card is hotter than ${celsius(limit)}. Recordings wait until it has cooled to ${celsius(lower)}. Dictation continues.`,
  },
  hour: {
    title: 'The last hour',
    table: 'The same figures as a table',
    captions: (name: string) => `${name}, newest last`,
    before: 'Time ago',
    highest: 'Highest temperature',
    meanLoad: 'Mean load',
    meanPower: 'Mean power',
    limit: 'Limit',
    ago: (seconds: number) => (seconds === 0 ? 'now' : numbers.length(seconds)),
  },
};

export type GraphicsCardsMessages = typeof graphicsCardsEn;
