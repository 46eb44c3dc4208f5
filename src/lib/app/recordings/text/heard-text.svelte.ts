import { lastBegunIndex } from '../../../core/transcript/last-begun';
import { placedWords } from '../../../core/transcript/placed-words';
import type { TranscriptSegment } from '../../../core/transcript/transcript';

/** A browser rounds the place of the sound, which must not fall back before the word that was sought. */
const ROUNDING_SECONDS = 0.001;

/** What is used of the player. */
interface Heard {
  readonly isPlaying: boolean;
  readonly currentSeconds: number;
}

/** What of a text is being heard. */
export class HeardText {
  readonly #seconds = $derived.by(() => this.playback.currentSeconds + ROUNDING_SECONDS);
  /** Of the segment; -1 where nothing has been heard yet. */
  readonly index = $derived.by(() => {
    const hasBeenHeard = this.playback.isPlaying || this.playback.currentSeconds > 0;
    return hasBeenHeard ? lastBegunIndex(this.segments(), this.#seconds) : -1;
  });
  readonly #words = $derived.by(() => {
    const segment = this.segments()[this.index];
    return segment ? placedWords(segment) : [];
  });
  /** The word of that segment; null for none, or where its words have no times. */
  readonly word = $derived(this.#words[lastBegunIndex(this.#words, this.#seconds)] ?? null);

  constructor(
    private readonly playback: Heard,
    private readonly segments: () => readonly TranscriptSegment[],
  ) {}
}
