import { createNumbers } from '../numbers';

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
  nothingHeard: 'Nothing is heard. Is the right microphone chosen, and is it on?',
  clipping: 'Too loud: speak farther from the microphone, or turn it down.',
  microphone: 'Microphone',
  defaultMicrophone: 'As the system has it',
  clear: 'Clear',
  clearQuestion: 'Clear the whole text?',
  latency: (last: number, p50: number, p95: number) => {
    const [latest, median, slow] = [last, p50, p95].map(numbers.milliseconds);
    return `Text ${latest} after you; half of it within ${median}, 95% within ${slow}`;
  },
};

export type DictationMessages = typeof dictationEn;
