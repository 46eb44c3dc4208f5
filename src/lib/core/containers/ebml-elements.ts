import { ByteWindow } from './byte-window';

/** What a Matroska or WebM file begins with, and what holds all the rest of it. @see RFC 8794 and RFC 9559 */
export const EBML_HEADER = 0x1a45dfa3;
export const SEGMENT = 0x18538067;

/** An id has at most 4 bytes, a size 8. */
const HEADER_BYTES = 12;
/** A file of nothing but small elements would take hours: a day of live sound has 5 million. */
const MAX_ELEMENTS = 10_000_000;

/** A part of such a file. */
export interface Element {
  readonly id: number;
  readonly startByte: number;
  readonly bodyByte: number;
  readonly endByte: number;
}

type Place = Pick<Element, 'bodyByte' | 'endByte'>;

/** Walks through the elements of a file. */
export class ElementReader {
  readonly #bytes: ByteWindow;
  #elements = 0;

  constructor(file: Blob) {
    this.#bytes = new ByteWindow(file);
  }

  /** @param walk whether what an element of unknown length holds comes next, as if it stood beside it */
  async *within(
    { bodyByte, endByte }: Place,
    walk: 'over' | 'into-endless' = 'over',
  ): AsyncGenerator<Element, void, void> {
    for (let startByte = bodyByte; startByte < endByte && ++this.#elements < MAX_ELEMENTS;) {
      const bytes = await this.#bytes.from(startByte, HEADER_BYTES);
      const idBytes = lengthOf(bytes[0]);
      const sizeBytes = lengthOf(bytes[idBytes]);
      if (idBytes > 4 || idBytes + sizeBytes > bytes.length) return;
      const found = startByte + idBytes + sizeBytes;
      const size = withoutMark(bytes.subarray(idBytes, idBytes + sizeBytes));
      // All bits set: the writer did not know. The element reaches as far as the one it is in, but is as good as open.
      const isEndless = size === 2 ** (7 * sizeBytes) - 1;
      const nextByte = isEndless ? endByte : Math.min(endByte, found + size);
      yield { id: numberOf(bytes.subarray(0, idBytes)), startByte, bodyByte: found, endByte: nextByte };
      startByte = isEndless && walk === 'into-endless' ? found : nextByte;
    }
  }

  /** @param before where this one comes first, it is not looked for any further */
  async find(parent: Place, id: number, before?: number): Promise<Element | null> {
    for await (const element of this.within(parent)) {
      if (element.id === id) return element;
      if (element.id === before) return null;
    }
    return null;
  }

  async unsigned({ bodyByte, endByte }: Element): Promise<number> {
    const lengthBytes = Math.min(8, endByte - bodyByte);
    return numberOf((await this.#bytes.from(bodyByte, lengthBytes)).subarray(0, lengthBytes));
  }
}

/** Leading zeros say how many bytes a number has; more than 8: none. */
function lengthOf(firstByte = 0): number {
  return Math.clz32(firstByte) - 24 + 1;
}

/** The mark goes first: a number of 8 bytes with it would not be exact. */
function withoutMark(bytes: Uint8Array): number {
  const [first = 0, ...others] = bytes;
  return numberOf(Uint8Array.of(first & (0xff >> bytes.length), ...others));
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
