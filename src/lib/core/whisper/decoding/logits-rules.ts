import { largest, logSumExp } from './log-sum-exp';
import type { SpecialTokens } from '../vocabulary/special-tokens';
import type { Suppression } from '../vocabulary/suppression';

/** Changes `logits` (vocabulary) in place, given the tokens of text and time sampled so far. */
export type LogitsRule = (logits: Float32Array, sampled: readonly number[]) => void;

/** Which tokens may come. */
export interface TokenRules {
  /** (vocabulary), to be added to the logits: -Infinity for what never comes, else 0. */
  readonly mask: Float32Array;
  /** What does not come first. */
  readonly notFirst: readonly number[];
  /** What else depends on what came before; null if nothing does. */
  readonly changing: LogitsRule | null;
}

/** Where this much of the probability is forbidden, what is left is summed anew: a difference would be inexact. */
const MOSTLY_FORBIDDEN = 0.999;

/**
 * Applies the rules to `logits`, in place.
 *
 * @param logSum logarithm of the sum of exponentials of the logits as they are
 * @returns the same of those that are left: cheaper than a new sum where few are forbidden
 */
export function applyRules(
  { mask, notFirst, changing }: TokenRules,
  logits: Float32Array,
  logSum: number,
  sampled: readonly number[],
): number {
  let forbidden = 0;
  const forbid = (token: number) => {
    forbidden += Math.exp((logits[token] ?? 0) - logSum);
    logits[token] = -Infinity;
  };
  for (let token = 0; token < logits.length; token++) if (mask[token] !== 0) forbid(token);
  if (sampled.length === 0) for (const token of notFirst) forbid(token);
  changing?.(logits, sampled);
  if (changing || forbidden > MOSTLY_FORBIDDEN) return logSumExp(logits);
  return logSum + Math.log1p(-forbidden);
}

/** Text without timestamps: no annotation symbols, control tokens or times, and not nothing. */
export function plainRules(
  { noTimestamps }: SpecialTokens,
  { always, atBegin }: Suppression,
  vocabularySize: number,
): TokenRules {
  const mask = maskOf(always, vocabularySize).fill(-Infinity, noTimestamps);
  return { mask, notFirst: atBegin, changing: null };
}

/** Text with timestamps: the same with times between. */
export function timedRules(
  special: SpecialTokens,
  { always, atBegin }: Suppression,
  vocabularySize: number,
): TokenRules {
  const forbidden = maskOf([...always, special.noTimestamps], vocabularySize);
  const mask = forbidden.fill(-Infinity, special.endOfTimestamps);
  return { mask, notFirst: atBegin, changing: timestampRule(special) };
}

function maskOf(forbidden: readonly number[], vocabularySize: number): Float32Array {
  const mask = new Float32Array(vocabularySize);
  for (const token of forbidden) mask[token] = -Infinity;
  return mask;
}

/**
 * Timestamps come in pairs around text, never go back, begin within the first second, and are taken wherever
 * they are together more probable than any one token of text.
 *
 * @see openai/whisper decoding.py `ApplyTimestampRules`
 */
export function timestampRule(special: SpecialTokens, maxInitialIndex = 50): LogitsRule {
  const { firstTimestamp, endOfText } = special;
  return (logits, sampled) => {
    const isTimestamp = (token: number | undefined) => token !== undefined && token >= firstTimestamp;
    const lastWasTimestamp = isTimestamp(sampled.at(-1));
    const pairIsOpen = lastWasTimestamp && sampled.length >= 2 && !isTimestamp(sampled.at(-2));
    if (lastWasTimestamp && !pairIsOpen) logits.fill(-Infinity, firstTimestamp);
    else if (pairIsOpen) logits.fill(-Infinity, 0, endOfText);

    const latest = sampled.findLast(isTimestamp);
    if (latest !== undefined) logits.fill(-Infinity, firstTimestamp, pairIsOpen ? latest : latest + 1);
    if (sampled.length === 0) {
      logits.fill(-Infinity, 0, firstTimestamp);
      logits.fill(-Infinity, firstTimestamp + maxInitialIndex + 1);
    }
    if (timestampsOutweighText(logits, firstTimestamp)) logits.fill(-Infinity, 0, firstTimestamp);
  };
}

function timestampsOutweighText(logits: Float32Array, firstTimestamp: number): boolean {
  const text = logits.subarray(0, firstTimestamp);
  return logSumExp(logits.subarray(firstTimestamp)) > largest(text);
}
