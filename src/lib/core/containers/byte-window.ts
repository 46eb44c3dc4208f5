/** Of the file, in memory at a time. */
const WINDOW_BYTES = 1 << 18; // 262144

/** A file that is read from front to back in small steps, without a read for each of them. */
export class ByteWindow {
  #held = new Uint8Array();
  #startByte = 0;

  constructor(readonly file: Blob) {}

  /**
   * The bytes from `startByte` on.
   *
   * @returns at least `neededBytes` of them, and as many as are in memory; fewer only at the end of the file
   */
  async from(startByte: number, neededBytes: number): Promise<Uint8Array> {
    const endByte = Math.min(startByte + neededBytes, this.file.size);
    const isHeld = startByte >= this.#startByte && endByte <= this.#startByte + this.#held.length;
    if (!isHeld) {
      const part = this.file.slice(startByte, Math.max(endByte, startByte + WINDOW_BYTES));
      this.#held = new Uint8Array(await part.arrayBuffer());
      this.#startByte = startByte;
    }
    return this.#held.subarray(startByte - this.#startByte);
  }

  /** As `from`, to read numbers of it. */
  async viewFrom(startByte: number, neededBytes: number): Promise<DataView> {
    const bytes = await this.from(startByte, neededBytes);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/** Bytes of a file, one after the other. */
export interface ByteRange {
  readonly startByte: number;
  readonly endByte: number;
}

/** The parts of a file that begin at `startBytes`, in order. */
export function rangesFrom(startBytes: readonly number[], sizeBytes: number): ByteRange[] {
  return startBytes.map((startByte, i) => ({ startByte, endByte: startBytes[i + 1] ?? sizeBytes }));
}
