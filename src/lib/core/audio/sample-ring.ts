/** Places of the counters. */
const WRITTEN = 0;
const READ = 1;
const LOST = 2;
const COUNTERS = 3;

/** Memory of a ring, to be handed to both threads. */
export interface SampleRingMemory {
  readonly samples: SharedArrayBuffer;
  readonly counters: SharedArrayBuffer;
}

/** @param capacitySamples a power of two */
export function createSampleRing(capacitySamples: number): SampleRingMemory {
  if (!Number.isInteger(Math.log2(capacitySamples))) throw new RangeError('not a power of two');
  return {
    samples: new SharedArrayBuffer(capacitySamples * Float32Array.BYTES_PER_ELEMENT),
    counters: new SharedArrayBuffer(COUNTERS * Int32Array.BYTES_PER_ELEMENT),
  };
}

/**
 * Samples on their way from one thread to another, without locks: one side pushes, the other takes. What does not fit
 * is counted as lost, and so is never waited for. Counters run over after 2^32 samples, which their differences bear.
 */
export class SampleRing {
  readonly #samples: Float32Array;
  readonly #counters: Int32Array<SharedArrayBuffer>;
  readonly #mask: number;

  constructor({ samples, counters }: SampleRingMemory) {
    this.#samples = new Float32Array(samples);
    this.#counters = new Int32Array(counters);
    this.#mask = this.#samples.length - 1;
  }

  /** Samples that did not fit, since the beginning. */
  get lostSamples(): number {
    return Atomics.load(this.#counters, LOST);
  }

  /** On the writing side, which nothing here lets wait or allocate. */
  push(block: Float32Array): void {
    const written = Atomics.load(this.#counters, WRITTEN);
    const used = (written - Atomics.load(this.#counters, READ)) | 0;
    if (used + block.length > this.#samples.length) {
      Atomics.add(this.#counters, LOST, block.length);
      return;
    }
    for (let i = 0; i < block.length; i++) this.#samples[(written + i) & this.#mask] = block[i] ?? 0;
    Atomics.store(this.#counters, WRITTEN, (written + block.length) | 0);
    Atomics.notify(this.#counters, WRITTEN);
  }

  /** On the reading side: all that is there. */
  take(): Float32Array<ArrayBuffer> {
    const read = Atomics.load(this.#counters, READ);
    const count = (Atomics.load(this.#counters, WRITTEN) - read) | 0;
    const block = new Float32Array(count);
    for (let i = 0; i < count; i++) block[i] = this.#samples[(read + i) & this.#mask] ?? 0;
    Atomics.store(this.#counters, READ, (read + count) | 0);
    return block;
  }

  /** On the reading side: what came before the last `count` samples is left out. */
  keepLast(count: number): void {
    const written = Atomics.load(this.#counters, WRITTEN);
    const waiting = (written - Atomics.load(this.#counters, READ)) | 0;
    if (waiting > count) Atomics.store(this.#counters, READ, (written - count) | 0);
  }

  /** On the reading side: settles when there is something to take, or after `timeoutMs`. */
  async whenPushed(timeoutMs: number): Promise<void> {
    const read = Atomics.load(this.#counters, READ);
    await Atomics.waitAsync(this.#counters, WRITTEN, read, timeoutMs).value;
  }
}
