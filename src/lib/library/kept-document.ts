/** A text that a person dictates and edits. */
export interface KeptDocument {
  readonly id: string;
  /** A line for each paragraph. */
  readonly text: string;
  /** Where the caret was, as a place in `text`; null where it is not known. */
  readonly caret: number | null;
  /** Grows by one with each change that is kept, in whichever window. */
  readonly revision: number;
  readonly changedMs: number;
}
