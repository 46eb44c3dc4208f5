import { MARK_NAMES, type MarkName } from './figures';

/** Where values of figures and counters are noted. */
export interface Marks {
  /** @param value of the figure, in its unit, or what is added to the counter */
  mark(name: MarkName, value: number): void;
}

/** What a ring has held, in the order in which it came. */
export interface DrainedMarks {
  /** The number of a name in MARK_NAMES and a value, by turns. */
  readonly pairs: Float64Array;
  /** Older marks that had to make room. */
  readonly lost: number;
}

/** The newest marks, until they are taken. Writing one allocates nothing, so that measuring changes nothing. */
export class MarkRing implements Marks {
  readonly #pairs: Float64Array;
  /** Since the ring was drained last, those that are gone included. */
  #written = 0;

  /** @param capacity in marks */
  constructor(private readonly capacity: number) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) throw new RangeError(`a ring of ${capacity}`);
    this.#pairs = new Float64Array(2 * capacity);
  }

  get isEmpty(): boolean {
    return this.#written === 0;
  }

  mark(name: MarkName, value: number): void {
    const place = 2 * (this.#written % this.capacity);
    this.#pairs[place] = MARK_NAMES.indexOf(name);
    this.#pairs[place + 1] = value;
    this.#written++;
  }

  /** Takes all that is there. */
  drain(): DrainedMarks {
    const lost = Math.max(this.#written - this.capacity, 0);
    const count = this.#written - lost;
    const pairs = new Float64Array(2 * count);
    for (let index = 0; index < count; index++) {
      const place = 2 * ((lost + index) % this.capacity);
      pairs.set(this.#pairs.subarray(place, place + 2), 2 * index);
    }
    this.#written = 0;
    return { pairs, lost };
  }
}
