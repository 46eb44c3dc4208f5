import type { SpecialTokens } from './special-tokens';
import { TIMESTAMP_SECONDS } from './special-tokens';

/** Tokens of text between two timestamps, in seconds from the beginning of the window. */
export interface TimedTokens {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly tokens: readonly number[];
}

/**
 * Splits a decode with timestamps at them. Text whose closing timestamp is missing ends at `windowSeconds`.
 */
export function splitAtTimestamps(
  tokens: readonly number[],
  special: SpecialTokens,
  windowSeconds: number,
): readonly TimedTokens[] {
  const pieces: TimedTokens[] = [];
  let startSeconds = 0;
  let text: number[] = [];
  const close = (endSeconds: number) => {
    if (text.length > 0)
      pieces.push({ startSeconds, endSeconds: Math.max(startSeconds, endSeconds), tokens: text });
    text = [];
  };
  for (const token of tokens) {
    if (token < special.endOfText) {
      text.push(token);
    } else if (token >= special.firstTimestamp) {
      const seconds = (token - special.firstTimestamp) * TIMESTAMP_SECONDS;
      close(Math.min(seconds, windowSeconds));
      startSeconds = Math.min(seconds, windowSeconds);
    }
  }
  close(windowSeconds);
  return pieces;
}
