import { ByteWindow } from './byte-window';

const MARK_BYTES = 4;
const BLOCK_HEADER_BYTES = 4;
const IS_LAST = 0x80;

/**
 * What stands before the frames of a FLAC file: its mark, and blocks with its format, titles and pictures.
 *
 * @returns in bytes; the length of the file where the blocks do not end
 * @see RFC 9639, section 8.1
 */
export async function flacHeaderBytes(file: Blob): Promise<number> {
  const window = new ByteWindow(file);
  let byte = MARK_BYTES;
  for (let isLast = false; !isLast && byte + BLOCK_HEADER_BYTES <= file.size;) {
    const header = await window.viewFrom(byte, BLOCK_HEADER_BYTES);
    isLast = (header.getUint8(0) & IS_LAST) !== 0;
    byte += BLOCK_HEADER_BYTES + (header.getUint32(0) & 0xffffff);
  }
  return Math.min(byte, file.size);
}
