import { AppError } from '../../errors';
import { fourLetters, viewOf } from './file-bytes';

/** What the chunks of an AIFF or AIFF-C file say of its sound. */
export interface AiffHeader {
  readonly channelCount: number;
  readonly sampleRate: number;
  readonly bits: number;
  /** Four letters; `NONE` for plain AIFF. */
  readonly compression: string;
  /** Samples of each channel, as declared; 0 where the writer did not know. */
  readonly sampleCount: number;
  /** Where the samples begin in the file. */
  readonly startByte: number;
  /** As declared; null where the writer did not know: then to the end of the file. */
  readonly soundBytes: number | null;
}

type Format = Pick<AiffHeader, 'channelCount' | 'sampleRate' | 'bits' | 'compression' | 'sampleCount'>;
type Sound = Pick<AiffHeader, 'startByte' | 'soundBytes'>;

const FILE_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const COMMON_BYTES = 18;
const COMPRESSION_BYTES = 4;
const SOUND_HEADER_BYTES = 8;
/** A file of nothing but empty chunks would take hours. */
const MAX_CHUNKS = 1000;
/** Writers to a pipe put at least this (sox: 0x7f000000) or 0 where they cannot go back to the size. */
const UNKNOWN_BYTES = 0x7f000000;

/**
 * Reads what stands before and around the sound. Chunks may come in any order.
 *
 * @returns null if this is no AIFF file
 * @throws AppError 'audio-damaged' where a part is missing, 'audio-empty' where there was no sound
 */
export async function readAiffHeader(file: Blob): Promise<AiffHeader | null> {
  const start = await viewOf(file, 0, FILE_HEADER_BYTES);
  if (start.byteLength < FILE_HEADER_BYTES || fourLetters(start, 0) !== 'FORM') return null;
  if (fourLetters(start, 8) !== 'AIFF' && fourLetters(start, 8) !== 'AIFC') return null;
  let format: Format | null = null;
  let sound: Sound | null = null;
  let chunkByte = FILE_HEADER_BYTES;
  for (let chunks = 0; chunks < MAX_CHUNKS && !(format && sound); chunks++) {
    const chunk = await viewOf(file, chunkByte, CHUNK_HEADER_BYTES);
    if (chunk.byteLength < CHUNK_HEADER_BYTES) break;
    const sizeBytes = chunk.getUint32(4);
    const bodyByte = chunkByte + CHUNK_HEADER_BYTES;
    if (fourLetters(chunk, 0) === 'COMM') format = await formatOf(file, bodyByte, sizeBytes);
    else if (fourLetters(chunk, 0) === 'SSND') sound = await soundOf(file, bodyByte, sizeBytes);
    chunkByte = bodyByte + sizeBytes + (sizeBytes % 2);
  }
  if (!format) throw new AppError('audio-damaged', 'the AIFF file does not say what sound it holds');
  if (!sound && format.sampleCount === 0) throw new AppError('audio-empty', 'the AIFF file has no sound');
  if (!sound) throw new AppError('audio-damaged', 'the sound of the AIFF file is missing');
  return { ...format, ...sound };
}

/** @param sizeBytes of the COMM chunk, as declared */
async function formatOf(file: Blob, bodyByte: number, sizeBytes: number): Promise<Format> {
  const common = await viewOf(file, bodyByte, Math.min(sizeBytes, COMMON_BYTES + COMPRESSION_BYTES));
  if (common.byteLength < COMMON_BYTES) throw new AppError('audio-damaged', 'the COMM chunk is cut');
  const channelCount = common.getInt16(0);
  const bits = common.getInt16(6);
  if (channelCount < 1) throw new AppError('audio-damaged', `${channelCount} channels`);
  if (bits < 1 || bits > 64) throw new AppError('audio-damaged', `samples of ${bits} bits`);
  return {
    channelCount,
    sampleCount: common.getUint32(2),
    bits,
    sampleRate: extendedFloat(common, 8),
    compression:
      common.byteLength === COMMON_BYTES + COMPRESSION_BYTES ? fourLetters(common, COMMON_BYTES) : 'NONE',
  };
}

/** @param sizeBytes of the SSND chunk, as declared */
async function soundOf(file: Blob, bodyByte: number, sizeBytes: number): Promise<Sound> {
  const header = await viewOf(file, bodyByte, SOUND_HEADER_BYTES);
  if (header.byteLength < SOUND_HEADER_BYTES)
    throw new AppError('audio-damaged', 'the file ends before its sound');
  const skippedBytes = header.getUint32(0);
  const isUnknown = sizeBytes < SOUND_HEADER_BYTES || sizeBytes >= UNKNOWN_BYTES;
  const soundBytes = isUnknown ? null : Math.max(0, sizeBytes - SOUND_HEADER_BYTES - skippedBytes);
  return { startByte: bodyByte + SOUND_HEADER_BYTES + skippedBytes, soundBytes };
}

/** Sign, exponent of 15 bits, and a fraction of 64 bits that shows its leading one. @see IEEE 754, double extended */
function extendedFloat(view: DataView, offset: number): number {
  const signAndExponent = view.getUint16(offset);
  const fraction = view.getUint32(offset + 2) * 2 ** 32 + view.getUint32(offset + 6);
  const magnitude = fraction * 2 ** ((signAndExponent & 0x7fff) - 16_383 - 63);
  return signAndExponent & 0x8000 ? -magnitude : magnitude;
}
