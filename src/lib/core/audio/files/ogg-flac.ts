import { fourLetters, viewOf } from './file-bytes';

/** Of the file, in memory at a time: more than the longest page. */
const WINDOW_BYTES = 1 << 20; // 1048576
/** Up to the table of its segments. */
const PAGE_HEADER_BYTES = 27;
const MAX_SEGMENTS = 255;
/** What stands before a FLAC stream in the first packet: a mark, a version and a count. */
const MAPPING_BYTES = 9;
const FLAC_MARK = '\u007fFLA';

interface Page {
  readonly serial: number;
  readonly bodyByte: number;
  readonly bodyBytes: number;
}

/**
 * FLAC that lies in Ogg pages, as the FLAC file that it would be without them: mediabunny (1.61) reads that only.
 *
 * @returns the bytes of that file, in parts of at most a megabyte; null if this is no such file
 * @see Xiph.Org, "Ogg mapping for FLAC"; RFC 3533
 */
export async function unwrappedOggFlac(file: Blob): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>> | null> {
  const start = await viewOf(file, 0, PAGE_HEADER_BYTES + MAX_SEGMENTS + MAPPING_BYTES);
  const first = pageAt(start, 0);
  if (!first || start.byteLength < first.bodyByte + MAPPING_BYTES) return null;
  return fourLetters(start, first.bodyByte) === FLAC_MARK ? stream(file, first.serial) : null;
}

async function* stream(file: Blob, serial: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  let skippedBytes = MAPPING_BYTES;
  for await (const part of bodies(file, serial)) {
    yield part.subarray(skippedBytes);
    skippedBytes = Math.max(0, skippedBytes - part.length);
  }
}

/** The bodies of all pages of one stream, joined as far as a window of the file goes. */
async function* bodies(file: Blob, serial: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  for (let windowByte = 0; windowByte < file.size;) {
    const view = await viewOf(file, windowByte, WINDOW_BYTES);
    const joined = new Uint8Array(view.byteLength);
    let [length, byte] = [0, 0];
    for (let page = pageAt(view, byte); page; page = pageAt(view, byte)) {
      const end = page.bodyByte + page.bodyBytes;
      if (end > view.byteLength) break;
      if (page.serial === serial) {
        joined.set(new Uint8Array(view.buffer, page.bodyByte, page.bodyBytes), length);
        length += page.bodyBytes;
      }
      byte = end;
    }
    yield joined.slice(0, length);
    // What is no page ends the stream: the file is damaged there, or cut.
    if (byte === 0) return;
    windowByte += byte;
  }
}

/** @returns null where no page begins, or its header is not all there */
function pageAt(view: DataView, byte: number): Page | null {
  if (view.byteLength < byte + PAGE_HEADER_BYTES || fourLetters(view, byte) !== 'OggS') return null;
  const segments = view.getUint8(byte + 26);
  const bodyByte = byte + PAGE_HEADER_BYTES + segments;
  if (view.byteLength < bodyByte) return null;
  let bodyBytes = 0;
  for (let i = 0; i < segments; i++) bodyBytes += view.getUint8(byte + PAGE_HEADER_BYTES + i);
  return { serial: view.getUint32(byte + 14, true), bodyByte, bodyBytes };
}
