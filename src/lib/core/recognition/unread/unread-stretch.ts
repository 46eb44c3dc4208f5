import type { SampleRange } from '../../audio/audio-format';

/** Speech to be read by itself, and the words that what is read there replaces. Ranges are relative to the window. */
export interface UnreadStretch {
  /** In order, each to be read alone. */
  readonly parts: readonly SampleRange[];
  /** The words replaced: from `firstWord` to before `endWord`. */
  readonly firstWord: number;
  readonly endWord: number;
  /** Against what it replaces. */
  readonly mustSay: 'as much' | 'more' | 'anything';
}
