import { readAlacConfig, type AlacConfig } from '../codecs/alac-decoder';
import { BoxReader, type Box } from '../../containers/mp4-boxes';
import { fourLetters, viewOf } from './file-bytes';

/** The description of days of sound. */
const MAX_DESCRIPTION_BYTES = 64 * 2 ** 20;
/** Of the box that describes Apple Lossless: its header, a version, and what a decoder has to know. */
const ALAC_BOX_BYTES = 36;
const ALAC_BOX_HEADER_BYTES = 12;

/**
 * True for an MP4 that was written piece by piece, each with its own description, as recorders in browsers do: what
 * its header says of its length is not the length of the whole.
 *
 * @see ISO/IEC 14496-12, sections 4.2 and 8.8
 */
export async function isFragmented(file: Blob): Promise<boolean> {
  return (await findBox(file, 'moof')) !== null;
}

/** What the MP4 or QuickTime `file` says of its Apple Lossless track of this rate; null where there is none. */
export async function alacConfigIn(file: Blob, sampleRate: number): Promise<AlacConfig | null> {
  const description = await findBox(file, 'moov');
  if (!description) return null;
  const { startByte, endByte } = description;
  const view = await viewOf(file, startByte, Math.min(endByte - startByte, MAX_DESCRIPTION_BYTES));
  const bytes = new Uint8Array(view.buffer);
  for (let byte = bytes.indexOf(0x61); byte >= 4; byte = bytes.indexOf(0x61, byte + 1)) {
    const isBox = byte + 8 <= bytes.length && fourLetters(view, byte) === 'alac';
    if (!isBox || view.getUint32(byte - 4) !== ALAC_BOX_BYTES) continue;
    const config = readAlacConfig(bytes.subarray(byte - 4 + ALAC_BOX_HEADER_BYTES));
    if (config?.sampleRate === sampleRate) return config;
  }
  return null;
}

/** The first box of this name that is in no other. */
function findBox(file: Blob, type: string): Promise<Box | null> {
  return new BoxReader(file).find({ bodyByte: 0, endByte: file.size }, type);
}
