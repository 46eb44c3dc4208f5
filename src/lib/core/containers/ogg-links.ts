import { ByteWindow, rangesFrom, type ByteRange } from './byte-window';

const PAGE_HEADER_BYTES = 27;
const MAX_SEGMENTS = 255;
const FIRST_PAGE_FLAG = 2;

/** What an Ogg file is made of. */
export interface OggLinks {
  /** Streams, or groups of them, one after the other: more than one in a chained file. */
  readonly links: readonly ByteRange[];
  /** Bytes that are in no page. */
  readonly foreignBytes: number;
}

/**
 * @returns more than one where files were joined (radio does that, too); none for what is no Ogg file
 * @see RFC 3533, sections 4 and 6
 */
export async function findOggLinks(file: Blob): Promise<OggLinks> {
  const window = new ByteWindow(file);
  const startBytes: number[] = [];
  let foreignBytes = 0;
  // First pages stand together at the start of a link.
  let wasFirst = false;
  for (let byte = 0; byte < file.size;) {
    const bytes = await window.from(byte, PAGE_HEADER_BYTES + MAX_SEGMENTS);
    const sizeBytes = pageBytes(bytes);
    if (sizeBytes === 0) {
      const next = nextPage(bytes);
      foreignBytes += next;
      byte += next;
      continue;
    }
    const isFirst = ((bytes[5] ?? 0) & FIRST_PAGE_FLAG) !== 0;
    if (isFirst && !wasFirst) startBytes.push(byte);
    wasFirst = isFirst;
    byte += sizeBytes;
  }
  return { links: rangesFrom(startBytes, file.size), foreignBytes };
}

/** The size of the page that begins with `bytes`; 0 if none does. */
function pageBytes(bytes: Uint8Array): number {
  const segments = bytes[PAGE_HEADER_BYTES - 1] ?? 0;
  if (!isMark(bytes, 0) || bytes.length < PAGE_HEADER_BYTES + segments) return 0;
  const lacing = bytes.subarray(PAGE_HEADER_BYTES, PAGE_HEADER_BYTES + segments);
  return lacing.reduce((sizeBytes, lengthBytes) => sizeBytes + lengthBytes, PAGE_HEADER_BYTES + segments);
}

function nextPage(bytes: Uint8Array): number {
  for (let i = 1; i + 4 <= bytes.length; i++) if (isMark(bytes, i)) return i;
  // The mark may begin in the last three bytes.
  return Math.max(1, bytes.length - 3);
}

/** "OggS" */
function isMark(bytes: Uint8Array, byte: number): boolean {
  return (
    bytes[byte] === 0x4f && bytes[byte + 1] === 0x67 && bytes[byte + 2] === 0x67 && bytes[byte + 3] === 0x53
  );
}
