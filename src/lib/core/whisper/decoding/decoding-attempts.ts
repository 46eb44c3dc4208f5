import { plainText } from '../../text/plain-text';
import { repeatedShare } from '../../hallucination/repeated-share';
import type { DecodingSettings } from './decoding-settings';
import type { SearchResult } from './search';

/** How a window's sound is heard: by the settings, or as it was while it grew. */
export type SoundContext = DecodingSettings['context'] | 'grown';

/** One way to search a window for its text. */
export interface DecodingAttempt {
  readonly context: SoundContext;
  readonly beams: number;
  readonly timestamps: boolean;
}

/** What is told of a window besides its sound. */
export interface WindowLength {
  readonly seconds: number;
  /** Without pauses. */
  readonly speechSeconds: number;
  /** It fills the encoder's room, so there is no shorter context for it. */
  readonly isFull: boolean;
  /** It is little that the text of a window has left over, not worth all of the encoder's room. */
  readonly isFragment: boolean;
}

/** A text as short as this is soon searched with many hypotheses. */
const SHORT_SECONDS = 4;
/** Mean per token; below it more hypotheses are worth their time: see docs/decisions/010. */
const CONFIDENT_LOG_PROBABILITY = -0.2;
/** The same with a prefix, which was decoded before. */
const CONFIDENT_PREFIX_LOG_PROBABILITY = -0.35;
/** Below it a text is a guess. As openai/whisper has it. */
const PLAUSIBLE_LOG_PROBABILITY = -1;

/**
 * What is tried in turn until a text is good: the cheapest first, then more hypotheses, then all of the encoder's
 * room, for want of which the model loops, and last with timestamps, where it loops elsewhere.
 */
export function decodingAttempts(
  { context, beams }: Pick<DecodingSettings, 'context' | 'beams'>,
  window: Pick<WindowLength, 'seconds' | 'isFull' | 'isFragment'>,
): readonly DecodingAttempt[] {
  const first = context === 'full' || window.isFull ? 'full' : 'speech';
  const attempts: DecodingAttempt[] = [{ context: first, beams, timestamps: false }];
  const isLong = window.seconds > SHORT_SECONDS;
  if (isLong && beams > 1) attempts.unshift({ context: first, beams: 1, timestamps: false });
  if (window.isFragment) return attempts;
  if (first === 'speech') attempts.push({ context: 'full', beams, timestamps: false });
  return [...attempts, { context: 'full', beams: 1, timestamps: true }];
}

/** More tokens than anyone can say. */
const FREE_TOKENS = 12;
const TOKENS_PER_SECOND = 9;
const RETRIED_REPEATED_SHARE = 0.25;

export interface AttemptedText {
  readonly result: SearchResult;
  readonly text: string;
  /** Of the window. */
  readonly seconds: number;
}

/** Plausible, and so probable that no other text need be looked for. */
export function isConfident(attempted: AttemptedText, hasPrefix = false): boolean {
  const enough = hasPrefix ? CONFIDENT_PREFIX_LOG_PROBABILITY : CONFIDENT_LOG_PROBABILITY;
  return isPlausible(attempted) && attempted.result.meanLogProbability >= enough;
}

/** It ends well, and is not a guess. */
export function isPlausible(attempted: AttemptedText): boolean {
  return endsWell(attempted) && attempted.result.meanLogProbability >= PLAUSIBLE_LOG_PROBABILITY;
}

/** It ends, does not go round and round, and is not longer than the time it was said in. */
export function endsWell({ result, text, seconds }: AttemptedText): boolean {
  return (
    result.ending === 'end-of-text' &&
    result.tokens.length <= FREE_TOKENS + TOKENS_PER_SECOND * seconds &&
    repeatedShare(plainText(text)) < RETRIED_REPEATED_SHARE
  );
}
