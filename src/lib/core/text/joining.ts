import { endsSentence } from './sentence-end';

/** What stands around the place where text comes. */
export interface Surroundings {
  /** Of the same paragraph. */
  readonly before: string;
  readonly behind: string;
}

/** Nothing is parted from these by a space. */
const OPENING = /[\s([{«“‘'’\-/]$/u;
const CLOSING = /^[\s.,;:?!…)\]}»”]/u;
/** "I", "I'm", and what is written in capitals. */
const KEEPS_CAPITAL = /^(I\b|\p{Lu}{2})/u;
const LAST_STOP = /\.$/u;

/**
 * Dictated text as it is to be put between what is there: with spaces, a capital where a sentence begins and none
 * where one goes on, and no full stop where what is behind goes on.
 *
 * @param text of an utterance, without spaces around it
 * @param language of the text: German nouns keep their capitals; null: it was heard how it joins
 */
export function joinedText(text: string, { before, behind }: Surroundings, language: string | null): string {
  if (text === '') return '';
  // What comes behind "Mr." is a name, most times.
  const isCased = language === null || language === 'de' || LAST_STOP.test(before.trimEnd());
  const startsSentence = before.trim() === '' || endsSentence(before);
  const cased = startsSentence ? withCapital(text) : isCased ? text : withoutCapital(text);
  const goesOn = /^\s*\p{Ll}/u.test(behind);
  const ended = goesOn ? cased.replace(LAST_STOP, '') : cased;
  const spaceBefore = before !== '' && !OPENING.test(before) && !CLOSING.test(ended) ? ' ' : '';
  const spaceBehind = behind !== '' && !CLOSING.test(behind) ? ' ' : '';
  return spaceBefore + ended + spaceBehind;
}

function withCapital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase());
}

function withoutCapital(text: string): string {
  if (KEEPS_CAPITAL.test(text)) return text;
  return text.replace(/^\p{Lu}/u, (letter) => letter.toLocaleLowerCase());
}
