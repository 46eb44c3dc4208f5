import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is said on the page of dictation. */
export const dictationEn = {
  page: 'Dictate',
  documentTitle: { idle: 'Dictate – SuperWhisper2', on: '● Listening – SuperWhisper2' },
  /** What a press will do. */
  button: { idle: 'Dictate', on: 'Stop', finishing: 'Writing…' },
  state: {
    idle: '',
    opening: 'Waiting for the microphone',
    listening: 'Listening',
    finishing: 'Writing what was said last',
  },
  firstTime:
    'Press Dictate and speak. The browser will ask for the microphone; what you say is heard and written on this computer alone.',
  document: 'Dictated text',
  preparing: 'Getting ready; what you say now is written as soon as the speech model is there.',
  downloading: (received: string, total: string) =>
    `The speech model is on its way, ${received} of ${total}; what you say now is written when it is there.`,
  /** Before the first press. */
  modelNeeded: (size: string) =>
    `The first press also downloads the speech model (${size}). That happens once; the model stays on this device.`,
  progress: 'Download',
  lag: (seconds: number) => `The text is ${numbers.count(seconds)} s of speech behind you.`,
  copy: {
    selection: 'Copy selection',
    new: 'Copy new text',
    again: 'Copy again',
    all: 'Copy everything',
    more: 'What else can be copied',
    whole: 'Copy the whole text',
  },
  vocabulary: {
    explain:
      'Names and terms that you may say, to be spelt as you spell them here. One per line, or separated by commas.',
    scope: 'They are used from the next press on Dictate on, and for recordings.',
  },
  readAgainFailed: 'The last phrase could not be read again. It stays as it was; press the button once more.',
  hints: {
    'nothing-yet': 'Nothing has been heard yet. Speak, or see under Options which microphone is chosen.',
    'nothing-heard': 'Nothing has been heard for a minute. If you are speaking, is the microphone still on?',
    clipping: 'Too loud: speak farther from the microphone, or turn it down.',
    'not-kept':
      'There is no room on this device to keep the sound while you speak. The text comes all the same; copy it before you close the page.',
  },
  microphone: 'Microphone',
  defaultMicrophone: 'As the system has it',
  replaced: (name: string) => `The microphone was unplugged; ${name || 'another one'} goes on.`,
  interrupted:
    'The system has taken the microphone: nothing is heard. It goes on by itself when the microphone is given back.',
  gap: (atSeconds: number, lastedSeconds: number) =>
    `At ${numbers.time(atSeconds)} the microphone was interrupted, and nothing was heard for ${numbers.count(Math.round(lastedSeconds))} s.`,
  gapToEnd: (atSeconds: number) =>
    `From ${numbers.time(atSeconds)} on nothing was heard: the microphone was interrupted.`,
  telephone:
    'This headset is on the telephone: it hears words badly. Choose another microphone if there is one.',
  held: 'The microphone stays open for three minutes, and nothing is written.',
  release: 'Close it',
  options: {
    title: 'Options',
    pause: 'Pause that ends an utterance',
    automaticPause: 'Automatic',
    autoStop: 'Stop by itself',
    never: 'Never',
    afterSilence: (seconds: number) => `After ${numbers.count(seconds)} s of silence`,
    copying: {
      label: 'Copy the text by itself',
      none: 'Never',
      stop: 'When dictation stops',
      utterance: 'After each utterance',
    },
    key: {
      label: 'Key that begins and ends it',
      waiting: 'Press a key…',
      refused: 'That key is taken. A function key is free, or Alt and a letter.',
    },
    noiseSuppression: 'Suppress noise (the browser does it; in a quiet room words are heard better without)',
    autoGain: 'Turn soft speech up',
    sounds: 'A sound at the beginning and at the end',
    staysWarm:
      'Keep the microphone open for three minutes after dictating: what is said up to 2 seconds before the next press is written too',
    scope: 'The microphone, the pause and the rest count from the next press on.',
  },
  textNotKept: 'There is no room in this browser to keep this text: copy it before you close the page.',
  elsewhere: {
    editing: 'This text is open in another window, and follows it. Press in it to write here.',
    dictating: 'A dictation is going on in another window. Its text appears here.',
  },
  cancelFinishing: 'Do not wait: keep the sound for later',
  floatingRefused: 'The browser did not open the small window. Dictation goes on here.',
  floatingWindow: 'Keep above other windows',
  readAgain: (language: string) => `Read the last utterance as ${language}`,
  readingAgain: 'Reading it again',
  latency: {
    summary: (first: number | null, last: number, p50: number, p95: number) =>
      (first === null ? '' : `First word after ${numbers.seconds(first)} · `) +
      `text ${numbers.seconds(last)} after you · half within ${numbers.seconds(p50)}, 95% within ${numbers.seconds(p95)}`,
    newestLast: 'The last phrases, newest last',
    number: 'Phrase',
    seconds: 'Seconds',
    waited: 'Phrases that waited for the speech model, not counted here',
    columns: ['First word', 'Text there', 'Text on the page', 'Words', 'Stood before the end', 'Changed'],
    memory: 'Memory',
    unknown: 'The browser has not told yet.',
    utterances: 'Utterances',
    wordsStood: 'Words',
    stood: (all: number, stood: number, changed: number) =>
      `${numbers.count(all)}, of which ${numbers.count(stood)} stood before the end and ${numbers.count(changed)} changed`,
    lostSamples: 'Samples of sound lost',
    unkeptSeconds: 'Seconds of sound that were not kept while they were spoken',
    lostEngines: 'Engines lost',
    explain: 'First word: from the beginning of speech. Text: from its end.',
  },
  lost: {
    found: (duration: string) => `A dictation of ${duration} was interrupted. Its sound is on this device.`,
    transcribe: 'Transcribe it',
    discard: 'Discard',
    fileName: 'Interrupted dictation.wav',
  },
};

export type DictationMessages = typeof dictationEn;
