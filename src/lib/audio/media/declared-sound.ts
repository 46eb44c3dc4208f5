import { MATROSKA, MP4, QTFF, WEBM, type InputAudioTrack } from 'mediabunny';
import { isFragmented } from '../../core/audio/files/mp4-description';

/** The end of a larger file is not looked for: it would be read twice. */
const MAX_SEARCHED_BYTES = 256 * 2 ** 20;
/** Declared lengths are rounded, and estimated for some formats. */
const TOLERATED_SHARE = 0.02;

/** What a track says of its sound. */
export interface DeclaredSound {
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Where what is there ends on the track's own clock, or else as declared; null where neither is known quickly. */
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
  const foundSeconds = await track.computeDuration().catch(() => null);
  const isEndless = foundSeconds === null && declaredSeconds === null;
  return { ...known, durationSeconds: foundSeconds ?? declaredSeconds, isEndless };
}

/** True where sound that was read up to `endSeconds` ends so long before `wantedSeconds` that some is missing. */
export function isShort(endSeconds: number, wantedSeconds: number): boolean {
  return wantedSeconds - endSeconds > Math.max(1, TOLERATED_SHARE * wantedSeconds);
}

/** True where the sound of `track` is short, and so is the rest of its file. Times are those of the track's own clock. */
export async function fallsShort(
  track: InputAudioTrack,
  endSeconds: number,
  wantedSeconds: number,
): Promise<boolean> {
  if (!isShort(endSeconds, wantedSeconds)) return false;
  // A camera may switch its microphone off before its picture: then nothing is missing.
  for (const other of await track.input.getTracks()) {
    if (other !== track && !isShort(await other.computeDuration().catch(() => 0), wantedSeconds))
      return false;
  }
  return true;
}
