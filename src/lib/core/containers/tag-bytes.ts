const ID3_HEADER_BYTES = 10;
const ID3_V1_BYTES = 128;
const APE_HEADER_BYTES = 32;
const APE_IS_HEADER = 1 << 29;

/**
 * The length of a tag (ID3, APE) that begins at `byte`: title, pictures and the like, among frames of sound.
 *
 * @returns 0 where none begins
 * @see id3.org, "ID3v2.4.0 Main Structure", section 3.1; wiki.hydrogenaud.io, "APEv2 specification"
 */
export function tagBytes(bytes: Uint8Array, byte: number): number {
  const header = bytes.subarray(byte, byte + APE_HEADER_BYTES);
  if (header.length < ID3_HEADER_BYTES) return 0;
  if (startsWith(header, 'ID3')) return ID3_HEADER_BYTES + sevenBitSize(header.subarray(6, 10));
  if (startsWith(header, 'TAG')) return ID3_V1_BYTES;
  if (header.length < APE_HEADER_BYTES || !startsWith(header, 'APETAGEX')) return 0;
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const isHeader = (view.getUint32(20, true) & APE_IS_HEADER) !== 0;
  return APE_HEADER_BYTES + (isHeader ? view.getUint32(12, true) : 0);
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}

/** Seven bits of each byte count, so that no frame seems to begin in it. */
function sevenBitSize(bytes: Uint8Array): number {
  return bytes.reduce((size, byte) => (size << 7) | (byte & 0x7f), 0);
}
