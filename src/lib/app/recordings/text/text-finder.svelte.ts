import { TextSearch } from '../../../core/transcript/find-text';
import type { TranscriptSegment } from '../../../core/transcript/transcript';

/** A place that was found in the text of a segment, in UTF-16 units. */
export interface TextMark {
  readonly start: number;
  readonly end: number;
  /** The one the person is at. */
  readonly isCurrent: boolean;
}

/** Looks for words in a text that may still grow, and goes from one match to the next. */
export class TextFinder {
  query = $state('');
  #step = $state(0);

  /** Built while something is looked for only: it reads the whole text. */
  readonly #search = $derived.by(() => (this.query.trim() === '' ? null : new TextSearch(this.segments())));
  readonly matches = $derived(this.#search?.find(this.query) ?? []);
  /** Which match the person is at; -1 where there is none. */
  readonly current = $derived.by(() => {
    const count = this.matches.length;
    return count > 0 ? ((this.#step % count) + count) % count : -1;
  });
  /** Everything that was found, by the index of its segment. */
  readonly marks = $derived.by((): ReadonlyMap<number, readonly TextMark[]> => {
    const bySegment = new Map<number, TextMark[]>();
    this.matches.forEach(({ segmentIndex, start, end }, index) => {
      const marks = bySegment.get(segmentIndex) ?? [];
      marks.push({ start, end, isCurrent: index === this.current });
      bySegment.set(segmentIndex, marks);
    });
    return bySegment;
  });

  constructor(private readonly segments: () => readonly TranscriptSegment[]) {}

  /** Looks for something else, from the beginning. */
  lookFor(query: string): void {
    this.query = query;
    this.#step = 0;
  }

  /** Goes to the next match or the one before, round and round. */
  step(by: 1 | -1): void {
    this.#step = this.current + by;
  }

  /** The segment that the person is at; null where nothing was found. */
  get segmentIndex(): number | null {
    return this.matches[this.current]?.segmentIndex ?? null;
  }
}
