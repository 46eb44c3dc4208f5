import { CHUNK_SECONDS, HOP_LENGTH } from './log-mel-spectrogram';

/** Samples of one position of the audio context, which is two frames of the spectrogram: 320. */
export const POSITION_SAMPLES = 2 * HOP_LENGTH;

/** Silence that the encoder sees behind the speech: with less the decoder is apt to loop. */
const TRAILING_SILENCE_SECONDS = 4;
/** The same of a text that has begun: a loop is seen, and looked for again with more. */
export const PREFIX_SILENCE_SECONDS = 2;
/** Contexts come in classes, so the runtime sees few shapes. */
const CLASS_SECONDS = 1;

interface ContextNeeds {
  /** Silence behind the window, at least. */
  readonly silenceSeconds?: number | undefined;
  /** See Engine. */
  readonly leastContextSeconds: number;
}

/** How much the encoder sees of a window, silence behind it included. Its cost is in proportion, but for silence that is remembered. */
export function contextSeconds(
  windowSeconds: number,
  { silenceSeconds = TRAILING_SILENCE_SECONDS, leastContextSeconds }: ContextNeeds,
): number {
  const classes = Math.ceil((windowSeconds + silenceSeconds) / CLASS_SECONDS);
  return Math.min(CHUNK_SECONDS, Math.max(leastContextSeconds, classes * CLASS_SECONDS));
}
