import { ElementReader, SEGMENT } from './ebml-elements';

/** Elements of a Matroska file, by their id. @see RFC 9559, section 5 */
const CLUSTER = 0x1f43b675;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const TRACK_NUMBER = 0xd7;
const CODEC_DELAY = 0x56aa;

const NANOSECONDS = 1e9;

/**
 * How much later the times of a track's blocks are than those of a player: sound that the encoder puts before the
 * beginning.
 *
 * @param trackNumber as the file has it
 * @returns in seconds; 0 where the file (Matroska, WebM) does not say
 * @see RFC 9559, section 5.1.4.1.25 (CodecDelay)
 */
export async function readCodecDelay(file: Blob, trackNumber: number): Promise<number> {
  const elements = new ElementReader(file);
  const segment = await elements.find({ bodyByte: 0, endByte: file.size }, SEGMENT);
  // Tracks behind the sound are hardly met with, and mediabunny would have to look for them as well.
  const tracks = segment && (await elements.find(segment, TRACKS, CLUSTER));
  if (!tracks) return 0;
  for await (const entry of elements.within(tracks)) {
    if (entry.id !== TRACK_ENTRY) continue;
    let [number, delaySeconds] = [0, 0];
    for await (const element of elements.within(entry)) {
      if (element.id === TRACK_NUMBER) number = await elements.unsigned(element);
      if (element.id === CODEC_DELAY) delaySeconds = (await elements.unsigned(element)) / NANOSECONDS;
    }
    if (number === trackNumber) return delaySeconds;
  }
  return 0;
}
