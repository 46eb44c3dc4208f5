import { LINE_COLUMNS, columnsOf } from './columns';
import type { TextPiece } from './text-pieces';

/** The pieces of a text in order, measured. A range of them goes from index `first` to before `end`. */
export class PieceRow {
  readonly #pieces: readonly TextPiece[];
  /** Columns of all that stands before each piece, and at the end of the whole text. */
  readonly #columnsBefore: readonly number[];
  readonly #separatorColumns: readonly number[];

  constructor(pieces: readonly TextPiece[]) {
    this.#pieces = pieces;
    this.#separatorColumns = pieces.map(({ separator }) => columnsOf(separator));
    const columnsBefore = [0];
    let columns = 0;
    for (const [index, piece] of pieces.entries()) {
      columns += (this.#separatorColumns[index] ?? 0) + piece.columns;
      columnsBefore.push(columns);
    }
    this.#columnsBefore = columnsBefore;
  }

  get length(): number {
    return this.#pieces.length;
  }

  /** The share of the text that stands before the piece, in [0, 1]. */
  shareBefore(index: number): number {
    return this.#before(index) / Math.max(this.#before(this.length), 1);
  }

  columns(first: number, end: number): number {
    return this.#before(end) - this.#before(first) - (this.#separatorColumns[first] ?? 0);
  }

  text(first: number, end: number): string {
    const pieces = this.#pieces.slice(first, end);
    return pieces.map(({ text, separator }, index) => (index === 0 ? text : separator + text)).join('');
  }

  /** Where `index` pieces have passed. */
  strengthBefore(index: number): TextPiece['breakStrength'] {
    return this.#pieces[index - 1]?.breakStrength ?? 'sentence';
  }

  /** True if a line holds the range, or if the range is one piece, which cannot be broken. */
  fitsLine(first: number, end: number): boolean {
    return end - first === 1 || this.columns(first, end) <= LINE_COLUMNS;
  }

  #before(index: number): number {
    return this.#columnsBefore[index] ?? 0;
  }
}
