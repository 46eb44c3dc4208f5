import { isUnspaced } from '../../text/unspaced-languages';
import { endsSentence, leansOn } from '../../text/sentence-end';
import { breakBetween, type BreakStrength } from './break-strength';
import { LINE_COLUMNS, columnsOf } from './columns';
import { splitWords, type Word } from './words';

/** Text that stays on one line: a word with the signs and names that must not be torn off it. */
export interface TextPiece {
  readonly text: string;
  /** What stands before it unless it begins a line: one white space, or nothing. */
  readonly separator: string;
  readonly columns: number;
  /** Of the place behind it. */
  readonly breakStrength: BreakStrength;
}

/** A plain line, split everywhere it may be broken. */
export function splitPieces(line: string, language: string): readonly TextPiece[] {
  const joined: Word[] = [];
  for (const word of splitWords(line, language)) {
    const last = joined.at(-1);
    if (last && belongsTogether(last, word, joined.at(-2))) joined[joined.length - 1] = join(last, word);
    else joined.push(word);
  }
  return joined.map(({ text, separator, columns }, index) => {
    const next = joined[index + 1];
    return {
      text,
      separator,
      columns,
      breakStrength: next ? strengthBetween(text, next, language) : 'sentence',
    };
  });
}

/** A sign may stand out from a full line by this much rather than begin the next. */
const OVERHANG_COLUMNS = 4;
/** Endings and particles stay with their Japanese word, but a text all in kana must be broken somewhere. */
const KANA_COLUMNS = 16;

function belongsTogether(last: Word, word: Word, beforeLast: Word | undefined): boolean {
  const columns = last.columns + columnsOf(word.separator) + word.columns;
  if (columns > LINE_COLUMNS + OVERHANG_COLUMNS) return false;
  if (opensWhatFollows(last.text, beforeLast?.text)) return true;
  if (leansOn(last.text, word.text)) return columns <= LINE_COLUMNS;
  if (DASHES.test(word.text)) return !endsSentence(last.text);
  if (TRAILS.test(word.text) && !OPENERS.test(word.text)) return true;
  return columns <= KANA_COLUMNS && KANA_ENDING.test(word.text) && !/\p{P}$/u.test(last.text);
}

/** "« mot", "n° 5"; a dash opens what is said, but trails what goes on. */
function opensWhatFollows(text: string, before: string | undefined): boolean {
  if (DASHES.test(text)) return before === undefined || endsSentence(before);
  return OPENERS.test(text) || NUMBER_SIGN.test(text);
}

const DASHES = /^\p{Pd}+$/u;
const OPENERS = /^[^\p{L}\p{N}\p{So}]*[\p{Ps}\p{Pi}¿¡]$/u;
/** Signs by themselves, as in "mot ?", "20 %" and "20 °C"; marks that repeat or lengthen the word before. */
const TRAILS = /^(?:[^\p{L}\p{N}\p{So}]+$|[°%‰ๆໆ々ゝゞー])/u;
const NUMBER_SIGN = /[nN][°º]$/u;
/** Chinese particles do so too. */
const KANA_ENDING = /^(?:\p{Script=Hiragana}|[的了吗嗎呢吧们們着著过過]$)/u;

function join(last: Word, word: Word): Word {
  return {
    ...last,
    text: last.text + word.separator + word.text,
    columns: last.columns + columnsOf(word.separator) + word.columns,
  };
}

function strengthBetween(text: string, next: Word, language: string): BreakStrength {
  if (next.isContinued) return 'inside-word';
  const strength = breakBetween(text, next.text);
  // "関係" and "者" are one word to readers; between "では" and "内部" there is a seam.
  if (strength === 'word' && HAN_END.test(text) && HAN_START.test(next.text)) return 'small-word';
  // Where words are not spaced, a space is what a comma is elsewhere.
  return strength === 'word' && next.separator !== '' && isUnspaced(language) ? 'clause' : strength;
}

const HAN_END = /\p{Script=Han}$/u;
const HAN_START = /^\p{Script=Han}/u;
