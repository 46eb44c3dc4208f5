interface Growing {
  values: Uint8Array<ArrayBuffer>;
  length: number;
}

const FIRST_CAPACITY = 4096;

/** Loudness of each recording along its length, as it is read: a value in [0, 255] for every PEAK_SECONDS. */
export class Waveforms {
  /** Changes whenever there is more to draw. */
  revision = $state.raw(0);

  readonly #waveforms = new Map<string, Growing>();

  /** A recording is read from its beginning. */
  begin(id: string): void {
    this.#waveforms.set(id, { values: new Uint8Array(FIRST_CAPACITY), length: 0 });
  }

  add(id: string, peaks: Uint8Array): void {
    const waveform = this.#waveforms.get(id);
    if (!waveform) return;
    const length = waveform.length + peaks.length;
    if (length > waveform.values.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(waveform.values);
      waveform.values = larger;
    }
    waveform.values.set(peaks, waveform.length);
    waveform.length = length;
    this.revision += 1;
  }

  /** Takes a waveform that was kept. */
  put(id: string, peaks: Uint8Array<ArrayBuffer>): void {
    if (this.#waveforms.has(id)) return;
    this.#waveforms.set(id, { values: peaks, length: peaks.length });
    this.revision += 1;
  }

  has(id: string): boolean {
    return this.#waveforms.has(id);
  }

  /** A copy of what is known so far; empty where nothing is. */
  of(id: string): Uint8Array<ArrayBuffer> {
    const waveform = this.#waveforms.get(id);
    return waveform ? waveform.values.slice(0, waveform.length) : new Uint8Array(0);
  }

  forget(id: string): void {
    this.#waveforms.delete(id);
  }
}
