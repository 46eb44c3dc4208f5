import type { AlignedWord } from '../alignment/word-times';
import { isWrittenUnspaced } from '../text/unspaced-languages';
import { columnsOf, LINE_COLUMNS } from '../transcript/subtitle/columns';
import { splitCues } from '../transcript/subtitle/cue-split';
import { PieceRow } from '../transcript/subtitle/piece-row';
import { bareLength, timePieces } from '../transcript/subtitle/piece-times';
import { splitPieces } from '../transcript/subtitle/text-pieces';
import { timeTexts } from '../transcript/subtitle/timed-lines';

/** A segment of one sentence may be longer than this only where signs say that it is one ... */
const MAX_SECONDS = 10;
/** ... or, spoken fast, as wide as two subtitles. */
const MAX_COLUMNS = 4 * LINE_COLUMNS;
/** Any language without spaces: its text is split between the words that Unicode knows. */
const UNSPACED = 'ja';

/**
 * A long segment of Chinese, Japanese, Thai and the like, parted as its subtitles are: behind signs, in pauses, else
 * between words. Whisper often writes these languages without signs, so that nothing else ends a segment.
 *
 * @param words of one segment, each a token or more of the text
 */
export function splitUnspaced(words: readonly AlignedWord[]): readonly (readonly AlignedWord[])[] {
  const text = words.map((word) => word.text).join('');
  const [startSeconds, endSeconds] = [words.at(0)?.startSeconds ?? 0, words.at(-1)?.endSeconds ?? 0];
  const isLong = endSeconds - startSeconds > MAX_SECONDS || columnsOf(text) > MAX_COLUMNS;
  if (!isLong || !isWrittenUnspaced(text)) return [words];
  const [line] = timeTexts([{ startSeconds, endSeconds, text, language: UNSPACED, words }]);
  if (!line) return [words];
  const row = new PieceRow(splitPieces(line.line, line.language));
  const ends = splitCues(row, timePieces(row, line)).map((end) => bareLength(row.text(0, end)));
  return partsEndingAt(words, ends);
}

/** @param ends in characters that are no spaces, ascending; where a word reaches over one it belongs to what is before */
function partsEndingAt(words: readonly AlignedWord[], ends: readonly number[]): readonly AlignedWord[][] {
  const parts: AlignedWord[][] = [];
  let length = 0;
  let next = 0;
  for (const word of words) {
    if (parts.length === 0 || length >= (ends[next] ?? Infinity)) {
      parts.push([]);
      while (length >= (ends[next] ?? Infinity)) next++;
    }
    parts.at(-1)?.push(word);
    length += bareLength(word.text);
  }
  return parts;
}
