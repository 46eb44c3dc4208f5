import {
  CREDIT_BEGINNINGS,
  CREDIT_MARKS,
  KNOWN_SENTENCES,
  WORDS_FOR_MUSIC,
  type PhraseKind,
} from './known-phrases';
import { plainText } from '../text/plain-text';
import { CLAUSE_SIGNS, SENTENCE_SIGNS } from '../text/sentence-end';

/** A credit is one line of subtitles: what is longer says something. */
const MAX_CREDIT_LETTERS = 100;

/**
 * What kind of known phrase a text is: all of it, sentence by sentence; of several kinds that which is said most.
 *
 * @returns null where any of it is something else
 */
export function phraseKind(text: string): PhraseKind | null {
  const plain = plainText(text);
  if (plain === '') return 'sound';
  if (isCredit(plain)) return 'credit';
  const whole = SENTENCES.get(plain);
  if (whole) return whole;
  const sentences = text.split(SENTENCE_ENDS).map(plainText);
  const kinds = sentences.filter((sentence) => sentence !== '').map(sentenceKind);
  return kinds.includes(null) ? null : (SAID_MOST_FIRST.find((kind) => kinds.includes(kind)) ?? null);
}

const SENTENCE_ENDS = new RegExp(`[${SENTENCE_SIGNS}${CLAUSE_SIGNS}\\n]+`, 'u');

const SAID_MOST_FIRST: readonly PhraseKind[] = ['courtesy', 'closing', 'sound', 'credit'];

const SENTENCES: ReadonlyMap<string, PhraseKind> = new Map(
  (['courtesy', 'closing', 'sound'] as const).flatMap((kind) =>
    KNOWN_SENTENCES[kind].map((sentence) => [plainText(sentence), kind]),
  ),
);
const MUSIC: ReadonlySet<string> = new Set(WORDS_FOR_MUSIC.map(plainText));
const BEGINNINGS = CREDIT_BEGINNINGS.map(plainText);
const MARKS = CREDIT_MARKS.map(plainText);

function sentenceKind(plain: string): PhraseKind | null {
  const words = plain.split(' ');
  if (words.length <= 2 && words.some((word) => MUSIC.has(word))) return 'sound';
  return SENTENCES.get(plain) ?? null;
}

function isCredit(plain: string): boolean {
  if (plain.length > MAX_CREDIT_LETTERS) return false;
  return (
    BEGINNINGS.some((beginning) => plain.startsWith(beginning)) || MARKS.some((mark) => plain.includes(mark))
  );
}
