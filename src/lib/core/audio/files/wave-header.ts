import { AppError } from '../../errors';
import type { ByteOrder } from '../codecs/sample-coding';
import { fourLetters, viewOf } from './file-bytes';

/** What the format chunk of a WAV file says of its sound. */
export interface WaveFormat {
  /** Which coding it is: a number of Microsoft's register. */
  readonly tag: number;
  readonly channelCount: number;
  readonly sampleRate: number;
  readonly blockBytes: number;
  /** Of one sample; 0 where that says nothing. */
  readonly bits: number;
  /** Samples of each channel in a block, where the coding is one of blocks; else 0. */
  readonly blockSamples: number;
  readonly byteOrder: ByteOrder;
}

/** What stands around the sound of a WAV file. */
export interface WaveHeader {
  readonly format: WaveFormat;
  /** Where the sound begins in the file. */
  readonly startByte: number;
  /** As declared; null where the writer did not know: then to the end of the file. */
  readonly soundBytes: number | null;
  /** Samples of each channel, as declared; 0 where the writer did not know. */
  readonly sampleCount: number;
}

const FILE_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const FORMAT_BYTES = 14;
/** With all of what an extensible format adds. */
const LONGEST_FORMAT_BYTES = 40;
/** A file of nothing but empty chunks would take hours. */
const MAX_CHUNKS = 1000;
/** Says that the tag comes later. */
const EXTENSIBLE = 0xfffe;
/** Writers to a pipe put at least this (sox: 0x7f000000 and more), or 0, where they cannot go back to the size. */
const UNKNOWN_BYTES = 0x7f000000;

interface Chunk {
  readonly name: string;
  readonly bodyByte: number;
  readonly sizeBytes: number;
}

/** What is known of a file while its chunks are gone through. */
interface Found {
  format: WaveFormat | null;
  sampleCount: number;
  /** Of RF64: its data chunk has no room for a size beyond 32 bits. */
  longSoundBytes: number | null;
  sound: Pick<WaveHeader, 'startByte' | 'soundBytes'> | null;
}

/**
 * Reads what stands before and around the sound of a WAV file: RIFF, its big-endian sister RIFX, and RF64. The size of
 * the whole is not asked for: recorders that lose power leave it zero.
 *
 * @returns null if this is no WAV file
 * @throws AppError 'audio-damaged' where a part is missing
 * @see Microsoft and IBM 1991, Multimedia Programming Interface and Data Specifications 1.0; EBU Tech 3306 (RF64)
 */
export async function readWaveHeader(file: Blob): Promise<WaveHeader | null> {
  const start = await viewOf(file, 0, FILE_HEADER_BYTES);
  if (start.byteLength < FILE_HEADER_BYTES || fourLetters(start, 8) !== 'WAVE') return null;
  const kind = fourLetters(start, 0);
  if (!['RIFF', 'RIFX', 'RF64', 'BW64'].includes(kind)) return null;
  const byteOrder: ByteOrder = kind === 'RIFX' ? 'big-endian' : 'little-endian';
  const found: Found = { format: null, sampleCount: 0, longSoundBytes: null, sound: null };
  let chunkByte = FILE_HEADER_BYTES;
  for (let chunks = 0; chunks < MAX_CHUNKS && !(found.format && found.sound); chunks++) {
    const head = await viewOf(file, chunkByte, CHUNK_HEADER_BYTES);
    if (head.byteLength < CHUNK_HEADER_BYTES) break;
    const sizeBytes = head.getUint32(4, byteOrder === 'little-endian');
    const chunk = { name: fourLetters(head, 0), bodyByte: chunkByte + CHUNK_HEADER_BYTES, sizeBytes };
    await look(file, chunk, byteOrder, found);
    chunkByte = chunk.bodyByte + sizeBytes + (sizeBytes % 2);
  }
  if (!found.format) throw new AppError('audio-damaged', 'the WAV file does not say what sound it holds');
  if (!found.sound) throw new AppError('audio-damaged', 'the sound of the WAV file is missing');
  return { format: found.format, sampleCount: found.sampleCount, ...found.sound };
}

async function look(file: Blob, chunk: Chunk, byteOrder: ByteOrder, found: Found): Promise<void> {
  const { bodyByte, sizeBytes } = chunk;
  const little = byteOrder === 'little-endian';
  switch (chunk.name) {
    case 'fmt ':
      found.format = await readFormat(file, chunk, byteOrder);
      break;
    case 'fact': {
      const view = await viewOf(file, bodyByte, 4);
      if (sizeBytes >= 4 && view.byteLength === 4) found.sampleCount = view.getUint32(0, little);
      break;
    }
    case 'ds64': {
      const view = await viewOf(file, bodyByte, 16);
      if (view.byteLength === 16) found.longSoundBytes = Number(view.getBigUint64(8, little));
      break;
    }
    case 'data':
      found.sound = { startByte: bodyByte, soundBytes: soundBytes(file, chunk, found.longSoundBytes) };
  }
}

async function readFormat(file: Blob, chunk: Chunk, byteOrder: ByteOrder): Promise<WaveFormat> {
  const little = byteOrder === 'little-endian';
  const view = await viewOf(file, chunk.bodyByte, Math.min(chunk.sizeBytes, LONGEST_FORMAT_BYTES));
  if (view.byteLength < FORMAT_BYTES)
    throw new AppError('audio-damaged', 'the format of the WAV file is cut');
  const number16 = (offset: number) => (view.byteLength >= offset + 2 ? view.getUint16(offset, little) : 0);
  const tag = number16(0);
  const format = {
    tag: tag === EXTENSIBLE ? number16(24) : tag,
    channelCount: number16(2),
    sampleRate: view.getUint32(4, little),
    blockBytes: number16(12),
    bits: number16(14),
    blockSamples: tag === EXTENSIBLE ? 0 : number16(18),
    byteOrder,
  };
  if (format.channelCount < 1) throw new AppError('audio-damaged', 'the WAV file has no channel');
  return format;
}

function soundBytes(file: Blob, { bodyByte, sizeBytes }: Chunk, longBytes: number | null): number | null {
  const declaredBytes = sizeBytes === 0xffffffff && longBytes ? longBytes : sizeBytes;
  const foundBytes = file.size - bodyByte;
  const isUnknown = declaredBytes === 0 || (declaredBytes >= UNKNOWN_BYTES && declaredBytes > foundBytes);
  return isUnknown ? null : declaredBytes;
}
