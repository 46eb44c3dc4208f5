import { readFileSync } from 'node:fs';

/** The beginning of what is told of 16-bit mono PCM at 16 kHz: PCM, one channel, the rate. */
const FORMAT = Buffer.from([1, 0, 1, 0, 0x80, 0x3e, 0, 0]);
const SAMPLE_BITS_BYTE = 14;

/**
 * The samples of a WAV of 16-bit mono PCM at 16 kHz, in [-1, 1].
 *
 * @returns null where the file is another
 * @see "Multimedia Programming Interface and Data Specifications 1.0", RIFF
 */
export function clipSamples(path: string): Float32Array<ArrayBuffer> | null {
  const bytes = readFileSync(path);
  const format = chunkOf(bytes, 'fmt ');
  const data = chunkOf(bytes, 'data');
  if (!format || !data || format.compare(FORMAT, 0, FORMAT.length, 0, FORMAT.length) !== 0) return null;
  if (format.readUInt16LE(SAMPLE_BITS_BYTE) !== 16) return null;
  return Float32Array.from({ length: data.length >> 1 }, (_, i) => data.readInt16LE(2 * i) / 32768);
}

function chunkOf(bytes: Buffer, name: string): Buffer | null {
  for (let start = 12; start + 8 <= bytes.length;) {
    const sizeBytes = bytes.readUInt32LE(start + 4);
    const chunk = bytes.subarray(start + 8, start + 8 + sizeBytes);
    if (bytes.toString('latin1', start, start + 4) === name) return chunk;
    start += 8 + sizeBytes + (sizeBytes % 2);
  }
  return null;
}
