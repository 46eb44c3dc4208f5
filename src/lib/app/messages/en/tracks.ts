import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** What is said of a file with several audio tracks. */
export const tracksEn = {
  name: (number: number, name: string | null, language: string | null) => {
    const named = name ?? `Track ${numbers.count(number)}`;
    return language === null ? named : `${named} (${numbers.language(language)})`;
  },
  read: (track: string) => `The text is of one audio track of this file: ${track}.`,
  readOther: (track: string) => `Transcribe ${track}`,
  replace: {
    question: (track: string) => `Transcribe ${track}?`,
    explain: 'You have edited this text. The text of the other track replaces it.',
    confirm: 'Transcribe it',
    keep: 'Keep my text',
  },
};

export type TrackMessages = typeof tracksEn;
