import { spokenLetters } from '../../hallucination/spoken-length';
import { isDoubledTooFast } from '../../hallucination/doubled-text';
import { plainText } from '../../text/plain-text';
import type { DecodingRules } from './decoding-rules';
import type { SearchedToken } from './hypothesis';
import { cutLoop } from './repetition';
import type { SearchResult } from './search';

/** A text that says less than this share of another leaves something out, if the other is about as probable. */
const OMISSION_SHARE = 0.85;
/** Mean per token. */
const OMISSION_LOG_PROBABILITY = 0.15;

export interface DecodedWindow<Sound> {
  /** Of text, without timestamps. */
  readonly tokens: readonly SearchedToken[];
  /** The end of the text, where it was reached. */
  readonly end: SearchedToken | null;
  readonly meanLogProbability: number;
  readonly noSpeechProbability: number;
  /** What was heard when this text was written. */
  readonly sound: Sound;
  /** A first text was no good, and this is another. */
  readonly retried: boolean;
}

/** A text, and what was heard when it was written. */
export interface Tried<Sound> {
  readonly result: SearchResult;
  readonly sound: Sound;
  /** See `isPlausible`. */
  readonly isPlausible: boolean;
}

/**
 * `last`, or an earlier plausible text that it is but a part of: the mean of the probabilities of tokens rewards one that
 * leaves a sentence out.
 */
export function fullest<Sound>(
  rules: DecodingRules,
  tried: readonly Tried<Sound>[],
  last: Tried<Sound>,
): Tried<Sound> {
  const letters = ({ result }: Tried<Sound>) => spokenLetters(textOf(rules, result));
  const isFuller = (each: Tried<Sound>) =>
    each.isPlausible &&
    letters(last) < OMISSION_SHARE * letters(each) &&
    each.result.meanLogProbability >= last.result.meanLogProbability - OMISSION_LOG_PROBABILITY;
  return tried.find(isFuller) ?? last;
}

/** Of those that are sound; if none is, of those that ended; if none did, of all. */
export function mostProbable<Sound>(tried: readonly Tried<Sound>[]): Tried<Sound> | undefined {
  const sound = tried.filter((each) => each.isPlausible);
  const ended = tried.filter(({ result }) => result.ending === 'end-of-text');
  const best = [sound, ended, tried].find((group) => group.length > 0) ?? [];
  const probability = ({ result }: Tried<Sound>) => result.meanLogProbability;
  return [...best].sort((a, b) => probability(b) - probability(a))[0];
}

export function textOf({ vocabulary }: DecodingRules, { tokens }: Pick<SearchResult, 'tokens'>): string {
  return vocabulary.decode(tokens.map(({ token }) => token));
}

/**
 * What is kept of a text: of a loop one turn, and of a text that is itself twice, in too short a time for that, one half.
 *
 * @param speechSeconds of the sound, without pauses
 */
export function decoded<Sound>(
  { special, vocabulary }: DecodingRules,
  { result, sound }: Tried<Sound>,
  retried: boolean,
  speechSeconds: number,
): DecodedWindow<Sound> {
  const text = result.tokens.filter(({ token }) => token < special.endOfText);
  const once = text.slice(0, cutLoop(text.map(({ token }) => token)).length);
  const kept = withoutDouble(vocabulary, once, speechSeconds);
  return {
    tokens: kept,
    end: kept.length === text.length ? result.end : (text[kept.length] ?? null),
    meanLogProbability: result.meanLogProbability,
    noSpeechProbability: result.noSpeechProbability,
    sound,
    retried,
  };
}

function withoutDouble(
  vocabulary: DecodingRules['vocabulary'],
  tokens: readonly SearchedToken[],
  speechSeconds: number,
): readonly SearchedToken[] {
  const plainOf = (count: number) =>
    plainText(vocabulary.decode(tokens.slice(0, count).map(({ token }) => token)));
  const whole = plainOf(tokens.length);
  if (!isDoubledTooFast(whole, speechSeconds)) return tokens;
  const half = whole.slice(0, (whole.length - 1) / 2);
  return tokens.filter((_, index) => plainOf(index + 1).length <= half.length);
}
