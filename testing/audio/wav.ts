/** Of what `wavHeader` heads: 16-bit mono PCM at 16 kHz. */
export const WAV_BYTES_PER_SECOND = 32_000;

const HEADER_BYTES = 44;

/** The header of a WAV of 16-bit mono PCM at 16 kHz with `dataBytes` of sound. */
export function wavHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(WAV_BYTES_PER_SECOND / 2, 24);
  header.writeUInt32LE(WAV_BYTES_PER_SECOND, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
