import { MATROSKA, MP4, QTFF, WEBM, type InputAudioTrack } from 'mediabunny';
import { LONGEST_GAP_SECONDS } from '../../core/audio/continuous-timeline';
import { isFragmented } from '../../core/audio/files/mp4-boxes';

/** The end of a larger file is not looked for: it would be read twice. */
const MAX_SEARCHED_BYTES = 256 * 2 ** 20;
/** Declared lengths are rounded, and estimated for some formats. */
const TOLERATED_SHARE = 0.02;

/** What a track says of its sound. */
export interface DeclaredSound {
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Of what is there, where that is found quickly; else as declared; null where neither is known. */
  readonly durationSeconds: number | null;
  /** The end was looked for and not found: the sound breaks off somewhere. */
  readonly isEndless: boolean;
  /** Where the file says that this track or another one ends; null where it does not, or not to be believed. */
  readonly declaredSeconds: number | null;
}

/** What `track` says of itself, or is soon found out. `file` is the one it is in. */
export async function declaredSound(track: InputAudioTrack, file: Blob): Promise<DeclaredSound> {
  const [sampleRate, channelCount] = [await track.getSampleRate(), await track.getNumberOfChannels()];
  const format = await track.input.getFormat();
  // Recorders that write as they go leave the length of the first second in the header.
  const isRunning = [MP4, QTFF].some((each) => each === format) && (await isFragmented(file));
  const declaredSeconds = isRunning ? null : await track.getDurationFromMetadata();
  const known = { sampleRate, channelCount, declaredSeconds, isEndless: false };
  // Matroska declares one length for all tracks.
  const isOfAll =
    [MATROSKA, WEBM].some((each) => each === format) && (await track.input.getTracks()).length > 1;
  if (declaredSeconds !== null && !isOfAll) return { ...known, durationSeconds: declaredSeconds };
  if (file.size > MAX_SEARCHED_BYTES) return { ...known, durationSeconds: declaredSeconds };
  // Ogg, ADTS and live WebM declare none. A file that is broken further on has none either, but can be begun.
  const foundSeconds = await searchedDuration(track).catch(() => null);
  const isEndless = foundSeconds === null && declaredSeconds === null;
  return { ...known, durationSeconds: foundSeconds ?? declaredSeconds, isEndless };
}

/** True where sound that was read up to `endSeconds` ends before `declaredSeconds`, and so does the rest of the file. */
export async function fallsShort(
  track: InputAudioTrack,
  endSeconds: number,
  declaredSeconds: number,
): Promise<boolean> {
  const isShort = (seconds: number) =>
    declaredSeconds - seconds > Math.max(1, TOLERATED_SHARE * declaredSeconds);
  if (!isShort(endSeconds)) return false;
  // A camera may switch its microphone off before its picture: then nothing is missing.
  for (const other of await track.input.getTracks()) {
    if (other !== track && !isShort(await other.computeDuration().catch(() => 0))) return false;
  }
  return true;
}

/** The last timestamp, but for clocks that do not begin at zero: those of cameras and broadcasts. */
async function searchedDuration(track: InputAudioTrack): Promise<number> {
  const startSeconds = await track.getFirstTimestamp();
  const endSeconds = await track.computeDuration();
  return startSeconds > LONGEST_GAP_SECONDS ? endSeconds - startSeconds : endSeconds;
}
