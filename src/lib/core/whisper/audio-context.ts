import { CHUNK_SECONDS } from './log-mel-spectrogram';

/** Silence that the encoder sees behind the speech: with less the decoder is apt to loop. */
const SILENCE_BEHIND_SECONDS = 4;
/** Contexts come in classes, so the runtime sees few shapes. */
const CLASS_SECONDS = 2;

/** How much the encoder sees of a window, silence behind it included. Its cost is in proportion. */
export function contextSeconds(windowSeconds: number): number {
  const classes = Math.ceil((windowSeconds + SILENCE_BEHIND_SECONDS) / CLASS_SECONDS);
  return Math.min(CHUNK_SECONDS, classes * CLASS_SECONDS);
}
