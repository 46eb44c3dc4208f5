import { isUnspaced } from '../../text/unspaced-languages';
import { LINE_COLUMNS, columnsOf } from './columns';

/** A word with the signs written onto it, or a part of one that is longer than a line. */
export interface Word {
  readonly text: string;
  /** What stands between the word before and this one: one white space, or nothing. */
  readonly separator: string;
  readonly columns: number;
  /** True if the word before is the beginning of this one. */
  readonly isContinued: boolean;
}

/**
 * The words of a plain line. Spaces that hold together are none between words, unless no line holds all. What no
 * line holds even so is taken for a language without spaces, whatever `language` says: speakers mix them.
 */
export function splitWords(line: string, language: string): readonly Word[] {
  return splitAtSpaces(line, HELD_WORD)
    .flatMap((word) => (isLong(word) ? splitAtSpaces(word.text, WORD, word.separator) : [word]))
    .flatMap((word) => (isUnspaced(language) || isLong(word) ? splitUnspaced(word) : [word]))
    .flatMap(splitLong);
}

type BareWord = Pick<Word, 'text' | 'separator'>;

// No-break space, figure space, narrow no-break space: what JavaScript counts as white space but typography does not.
const HELD_WORD = /([^\S\u00A0\u2007\u202F]*)([\S\u00A0\u2007\u202F]+)/gu;
const WORD = /(\s*)(\S+)/gu;

/** @param before what stands before the first word, if `text` does not begin with it */
function splitAtSpaces(text: string, word: RegExp, before = ''): BareWord[] {
  return [...text.matchAll(word)].flatMap(([, spaces = '', found = ''], index) => {
    const trimmed = found.trim();
    const separator = index === 0 ? before : spaces.slice(0, 1);
    return trimmed === '' ? [] : [{ text: trimmed, separator }];
  });
}

function isLong({ text }: BareWord): boolean {
  return columnsOf(text) > LINE_COLUMNS;
}

function splitUnspaced({ text, separator }: BareWord): BareWord[] {
  const words: BareWord[] = [];
  let before = separator;
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'word' }).segment(text)) {
    if (segment.trim() === '') {
      before = ' ';
    } else {
      words.push({ text: segment, separator: before });
      before = '';
    }
  }
  return words;
}

/** Cuts a word that no line holds into even parts, between what a reader sees as one character. */
function splitLong({ text, separator }: BareWord): Word[] {
  const columns = columnsOf(text);
  if (columns <= LINE_COLUMNS)
    return [{ text, separator, columns: Math.max(columns, 1), isContinued: false }];
  const partColumns = Math.ceil(columns / Math.ceil(columns / LINE_COLUMNS));
  const parts: { text: string; columns: number }[] = [];
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) {
    const last = parts.at(-1);
    const added = columnsOf(segment);
    if (last && last.columns + added <= partColumns) {
      last.text += segment;
      last.columns += added;
    } else parts.push({ text: segment, columns: added });
  }
  return parts.map((part, index) =>
    index === 0 ? { ...part, separator, isContinued: false } : { ...part, separator: '', isContinued: true },
  );
}
