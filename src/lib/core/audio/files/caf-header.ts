import { AppError } from '../../errors';
import { fourLetters, viewOf } from './file-bytes';

/** What the chunks of a Core Audio file say of its sound. */
export interface CafHeader {
  readonly sampleRate: number;
  /** Four letters: `lpcm` for samples that are written one by one. */
  readonly codec: string;
  /** What they mean depends on the codec. */
  readonly flags: number;
  /** 0 where packets differ. */
  readonly packetBytes: number;
  readonly packetSamples: number;
  readonly channelCount: number;
  /** Of one sample; 0 where it is compressed. */
  readonly bits: number;
  /** Where the sound begins in the file. */
  readonly startByte: number;
  /** As declared; null where the writer did not know: then to the end of the file. */
  readonly soundBytes: number | null;
  /** Where the decoder's own description stands; null where there is none. */
  readonly cookie: Place | null;
  /** Where the sizes of the packets stand; null where they are all the same. */
  readonly packetTable: Place | null;
}

/** Of the body of a chunk. */
export interface Place {
  readonly startByte: number;
  readonly sizeBytes: number;
}

type Format = Omit<CafHeader, keyof Sound | 'cookie' | 'packetTable'>;
type Sound = Pick<CafHeader, 'startByte' | 'soundBytes'>;

const FILE_HEADER_BYTES = 8;
const CHUNK_HEADER_BYTES = 12;
const DESCRIPTION_BYTES = 32;
/** Before the samples: how often the file was edited. */
const EDIT_COUNT_BYTES = 4;
/** A file of nothing but empty chunks would take hours. */
const MAX_CHUNKS = 1000;

/**
 * Reads what stands around the sound of a Core Audio file, as phones and Macs write it. The packet table may come
 * behind the sound.
 *
 * @returns null if this is no such file
 * @throws AppError 'audio-damaged' where a part is missing
 * @see Apple 2011, Apple Core Audio Format Specification 1.0
 */
export async function readCafHeader(file: Blob): Promise<CafHeader | null> {
  const start = await viewOf(file, 0, FILE_HEADER_BYTES);
  if (start.byteLength < FILE_HEADER_BYTES || fourLetters(start, 0) !== 'caff') return null;
  let format: Format | null = null;
  let sound: Sound | null = null;
  const places = new Map<string, Place>();
  let chunkByte = FILE_HEADER_BYTES;
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks++) {
    const head = await viewOf(file, chunkByte, CHUNK_HEADER_BYTES);
    if (head.byteLength < CHUNK_HEADER_BYTES) break;
    const name = fourLetters(head, 0);
    const place = { startByte: chunkByte + CHUNK_HEADER_BYTES, sizeBytes: Number(head.getBigInt64(4)) };
    if (name === 'desc') format = await formatOf(file, place);
    else if (name === 'data') sound = soundOf(place);
    else places.set(name, place);
    // A size that is not known is that of the last chunk.
    if (place.sizeBytes < 0) break;
    chunkByte = place.startByte + place.sizeBytes;
  }
  if (!format) throw new AppError('audio-damaged', 'the CAF file does not say what sound it holds');
  if (!sound) throw new AppError('audio-damaged', 'the sound of the CAF file is missing');
  const [cookie, packetTable] = [places.get('kuki') ?? null, places.get('pakt') ?? null];
  return { ...format, ...sound, cookie, packetTable };
}

async function formatOf(file: Blob, { startByte }: Place): Promise<Format> {
  const view = await viewOf(file, startByte, DESCRIPTION_BYTES);
  if (view.byteLength < DESCRIPTION_BYTES) throw new AppError('audio-damaged', 'the CAF description is cut');
  const format = {
    sampleRate: view.getFloat64(0),
    codec: fourLetters(view, 8),
    flags: view.getUint32(12),
    packetBytes: view.getUint32(16),
    packetSamples: view.getUint32(20),
    channelCount: view.getUint32(24),
    bits: view.getUint32(28),
  };
  if (format.channelCount < 1) throw new AppError('audio-damaged', 'the CAF file has no channel');
  return format;
}

function soundOf({ startByte, sizeBytes }: Place): Sound {
  const soundBytes = sizeBytes < EDIT_COUNT_BYTES ? null : sizeBytes - EDIT_COUNT_BYTES;
  return { startByte: startByte + EDIT_COUNT_BYTES, soundBytes };
}
