import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');
const list = new Intl.ListFormat('en');

/** What is said of a text that may not be what was said, and how to read the sound in another way. */
export const doubtsEn = {
  label: 'About this text',
  /** @param languages names of those to choose from */
  otherLanguage: (language: string, languages: readonly string[]) =>
    `This sounds like ${language}. Automatic chooses between ${list.format(languages)}.`,
  readIn: (language: string) => `Transcribe in ${language}`,
  passedOver: (seconds: number) =>
    `No voice was found in ${numbers.length(seconds)} of sound, so it was not transcribed.`,
  readAll: 'Transcribe all of it',
};

export type DoubtMessages = typeof doubtsEn;
