import {
  LEANING_ABBREVIATIONS,
  LEANING_PAIRS,
  NUMBERED_ABBREVIATIONS,
  UNSURE_ABBREVIATIONS,
} from './abbreviations';
import { startsAsSentence } from './sentence-starters';

/** What ends a sentence, in the scripts that Whisper writes: Latin, CJK, Arabic, Urdu, Devanagari, Armenian, Burmese, Khmer, Tibetan. */
export const SENTENCE_SIGNS = '.!?…。．！？؟۔।॥։။།។';
/** What parts a sentence, in the same. */
export const CLAUSE_SIGNS = ',;:،؛、，；：၊';

// With any closing quotes and brackets after it, which may stand off: "Quoi ? »".
const SENTENCE_END = new RegExp(`[${SENTENCE_SIGNS}]["'\\p{Pe}\\p{Pf}\\s]*$`, 'u');
/** A pause behind an unsure full stop that says the sentence is over: longer than between words, shorter than a breath. */
const SENTENCE_PAUSE_SECONDS = 0.4;

/** What is known of what comes behind a text. */
export interface Following {
  /** The next word, or more. */
  readonly text: string;
  /** Of the pause before it, where it is known. */
  readonly pauseSeconds?: number;
}

/**
 * Whether a text comes to the end of a sentence with its last sign. The full stop of an abbreviation, an initial or an
 * ordinal ends one only where a pause or the next word says so: "in the U.S. Then", but not "the U.S. Army". Nor does one
 * before a small letter, whatever it stands behind.
 *
 * @param text the sentence so far, or its last two words or more
 * @param next null: nothing is behind it yet
 */
export function endsSentence(text: string, next: Following | null = null): boolean {
  if (!SENTENCE_END.test(text)) return false;
  switch (stopKind(text)) {
    case 'leaning':
      return false;
    case 'initial':
      return next !== null && isOver(next, MIN_STARTER_LETTERS);
    case 'list-number':
      return next === null || hasPause(next);
    case 'unsure':
      return next === null || isOver(next);
    case 'numbered':
      return next === null || hasPause(next) || !(NUMBER.test(next.text) || STARTS_SMALL.test(next.text));
    case 'plain':
      return next === null || hasPause(next) || !STARTS_SMALL.test(next.text);
    case 'other-sign':
      return true;
  }
}

/** Whether a text ends in an abbreviation, an initial or an ordinal that `next` belongs to: "Dr. Martin", not "p.m. on". */
export function leansOn(text: string, next: string): boolean {
  const kind = stopKind(text);
  if (kind === 'plain' || kind === 'other-sign' || endsSentence(text, { text: next })) return false;
  return kind !== 'unsure' || !STARTS_SMALL.test(next);
}

type StopKind = 'leaning' | 'initial' | 'list-number' | 'unsure' | 'numbered' | 'plain' | 'other-sign';

/** Names such as "J. He" are written like "vitamin C. He". */
const MIN_STARTER_LETTERS = 3;
/** One full stop, with what closes behind it. */
const FULL_STOP = /(?<![.…?!])\.["'\p{Pe}\p{Pf}\s]*$/u;
const OPENING = /^[\p{Ps}\p{Pi}"'„]+/u;
/** One letter, but not "I" and the small words "a", "e", "o", "u", "y", "é", "è", "à", "ó". */
const INITIAL = /^(?:\p{Lu}|[b-df-hj-np-tv-xz])$/u;
/** "U.S", "p.m", "J.-P", "EE.UU". */
const INITIALS = /^(?:\p{L}{1,2}\.-?)+\p{L}{1,2}$/u;
/** Of one or two digits, or Roman; a year ends a sentence as any word does. */
const ORDINAL = /^(?:\d{1,2}|[IVXLC]{2,})$/u;
/** "5", "XIV", and the letter of "Fig. B"; "I", "A", "E", "O" and "Y" are words. */
const NUMBER = /^\s*(?:\d|[IVXLC]{2,}(?!\p{L})|[B-DF-HJ-NP-XZ](?![\p{L}'’]))/u;
const STARTS_SMALL = /^[^\p{L}\p{N}]*\p{Ll}/u;

function stopKind(text: string): StopKind {
  const [stop] = FULL_STOP.exec(text) ?? [];
  if (stop === undefined) return 'other-sign';
  const words = text.slice(0, -stop.length).trim().split(/\s+/u);
  const last = (words.at(-1) ?? '').replace(OPENING, '');
  const pair = `${words.at(-2) ?? ''} ${last}`;
  if (words.length === 1 && /^\d{1,3}$/u.test(last)) return 'list-number';
  if (isListed(LEANING_ABBREVIATIONS, last) || LEANING_PAIRS.has(pair)) return 'leaning';
  if (last !== 'I' && INITIAL.test(last)) return 'initial';
  if (INITIALS.test(last) || ORDINAL.test(last) || isListed(UNSURE_ABBREVIATIONS, last)) return 'unsure';
  return isListed(NUMBERED_ABBREVIATIONS, last) ? 'numbered' : 'plain';
}

/** As it is written in the list, or that with a capital; "CA" is not "ca". */
function isListed(list: ReadonlySet<string>, word: string): boolean {
  return list.has(word) || list.has(word.charAt(0).toLowerCase() + word.slice(1));
}

function isOver(next: Following, minLetters = 1): boolean {
  return hasPause(next) || startsAsSentence(next.text, minLetters);
}

function hasPause({ pauseSeconds = 0 }: Following): boolean {
  return pauseSeconds >= SENTENCE_PAUSE_SECONDS;
}
