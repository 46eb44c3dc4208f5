import { ByteWindow } from './byte-window';

/** Elements of a Matroska file, by their id. @see RFC 9559, section 5 */
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const TRACK_NUMBER = 0xd7;
const CODEC_DELAY = 0x56aa;

/** An id has at most 4 bytes, a size 8. */
const HEADER_BYTES = 12;
/** A file of nothing but small elements would take hours. */
const MAX_ELEMENTS = 10_000;
const NANOSECONDS = 1e9;

interface Element {
  readonly id: number;
  readonly bodyByte: number;
  readonly endByte: number;
}

/**
 * How much later the times of a track's blocks are than those of a player: sound that the encoder puts before the
 * beginning.
 *
 * @param trackNumber as the file has it
 * @returns in seconds; 0 where the file (Matroska, WebM) does not say
 * @see RFC 9559, section 5.1.4.1.25 (CodecDelay)
 */
export async function readCodecDelay(file: Blob, trackNumber: number): Promise<number> {
  const elements = new ElementReader(file);
  const segment = await elements.find({ bodyByte: 0, endByte: file.size }, SEGMENT);
  // Tracks behind the sound are hardly met with, and mediabunny would have to look for them as well.
  const tracks = segment && (await elements.find(segment, TRACKS, CLUSTER));
  if (!tracks) return 0;
  for await (const entry of elements.within(tracks)) {
    if (entry.id !== TRACK_ENTRY) continue;
    let [number, delaySeconds] = [0, 0];
    for await (const element of elements.within(entry)) {
      if (element.id === TRACK_NUMBER) number = await elements.unsigned(element);
      if (element.id === CODEC_DELAY) delaySeconds = (await elements.unsigned(element)) / NANOSECONDS;
    }
    if (number === trackNumber) return delaySeconds;
  }
  return 0;
}

/** Walks through the elements of a file. */
class ElementReader {
  readonly #bytes: ByteWindow;
  #elements = 0;

  constructor(file: Blob) {
    this.#bytes = new ByteWindow(file);
  }

  async *within({ bodyByte, endByte }: Omit<Element, 'id'>): AsyncGenerator<Element, void, void> {
    for (let startByte = bodyByte; startByte < endByte && ++this.#elements < MAX_ELEMENTS;) {
      const bytes = await this.#bytes.from(startByte, HEADER_BYTES);
      const idBytes = lengthOf(bytes[0]);
      const sizeBytes = lengthOf(bytes[idBytes]);
      if (idBytes > 4 || idBytes + sizeBytes > bytes.length) return;
      const found = startByte + idBytes + sizeBytes;
      const size = withoutMark(bytes.subarray(idBytes, idBytes + sizeBytes));
      // All bits set: the writer did not know. The element reaches as far as the one it is in.
      const nextByte = size === 2 ** (7 * sizeBytes) - 1 ? endByte : Math.min(endByte, found + size);
      yield { id: numberOf(bytes.subarray(0, idBytes)), bodyByte: found, endByte: nextByte };
      startByte = nextByte;
    }
  }

  /** @param before where this one comes first, it is not looked for any further */
  async find(parent: Omit<Element, 'id'>, id: number, before?: number): Promise<Element | null> {
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

function withoutMark(bytes: Uint8Array): number {
  return numberOf(bytes) - 2 ** (7 * bytes.length);
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
