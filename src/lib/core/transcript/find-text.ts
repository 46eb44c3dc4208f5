import { TextFolder, type FoldedText } from '../text/folded-text';
import type { TranscriptSegment } from './transcript';

/** Where a query stands in the text of a segment, in UTF-16 units of that text. */
export interface TextMatch {
  readonly segmentIndex: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Search within segments, without regard to case, accents and kinds of white space: "ete" finds "Été", "oe" finds
 * "œ", a straight apostrophe a curled one. Building it reads all the text; finding is quick.
 */
export class TextSearch {
  readonly #folder = new TextFolder();
  readonly #texts: readonly (FoldedText & { readonly originalLength: number })[];

  constructor(segments: readonly Pick<TranscriptSegment, 'text'>[]) {
    this.#texts = segments.map(({ text }) => ({
      ...this.#folder.fold(text),
      originalLength: text.length,
    }));
  }

  /**
   * All places of `query`, in order and without overlap. White space around the query does not count; of a blank
   * one there are none.
   */
  find(query: string): readonly TextMatch[] {
    const folded = this.#folder.fold(query.trim()).text;
    if (folded === '') return [];
    const matches: TextMatch[] = [];
    for (const [segmentIndex, { text, offsets, originalLength }] of this.#texts.entries()) {
      let found = text.indexOf(folded);
      while (found >= 0) {
        const next = wholeEnd(offsets, found + folded.length);
        matches.push({ segmentIndex, start: offsets[found] ?? 0, end: offsets[next] ?? originalLength });
        found = text.indexOf(folded, next);
      }
    }
    return matches;
  }
}

/** The first unit behind a match that comes from another character than its last: a ligature is found whole. */
function wholeEnd(offsets: readonly number[], end: number): number {
  let whole = end;
  while (whole < offsets.length && offsets[whole] === offsets[end - 1]) whole++;
  return whole;
}
