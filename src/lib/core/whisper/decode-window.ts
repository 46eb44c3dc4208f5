import type { Checkpoint } from '../checkpoint/checkpoint';
import { greedySearch, type GreedyResult, type TokenDecoder } from './greedy-search';
import { suppressionRule, timestampRule, withoutTimestampsRule, type LogitsRule } from './logits-rules';
import { cutLoop } from './repetition';
import { promptAfterStart, specialTokens, type SpecialTokens } from './special-tokens';
import { suppressedTokens } from './suppression';
import { splitAtTimestamps, type TimedTokens } from './timestamped-text';
import { Vocabulary } from './vocabulary';

/** What decoding needs to know of a checkpoint; made once for each. */
export interface DecodingRules {
  readonly special: SpecialTokens;
  readonly vocabulary: Vocabulary;
  readonly maxTokens: number;
  readonly plain: readonly LogitsRule[];
  readonly timed: readonly LogitsRule[];
}

export interface DecodeWindowOptions {
  /** One of `knownLanguages`. */
  readonly language: string;
  readonly timestamps: boolean;
  readonly windowSeconds: number;
}

export interface DecodedWindow {
  readonly pieces: readonly TimedTokens[];
  readonly meanLogProbability: number;
  /** The first text looped and this is the second. */
  readonly retried: boolean;
}

export function decodingRules({ dimensions, vocabulary: tokens }: Checkpoint): DecodingRules {
  const special = specialTokens(dimensions, tokens.length);
  const vocabulary = new Vocabulary(tokens);
  const suppression = suppressionRule(suppressedTokens(vocabulary, special));
  return {
    special,
    vocabulary,
    maxTokens: Math.floor(dimensions.textContext / 2),
    plain: [suppression, withoutTimestampsRule(special)],
    timed: [suppression, timestampRule(special)],
  };
}

/**
 * Text of one encoded window by greedy search; text that loops is searched once more in the other mode (with or
 * without timestamps), and if that loops too, the loop is cut to one turn.
 *
 * @param startDecoder gives a decoder over the window's audio that has been fed nothing
 */
export async function decodeWindow(
  rules: DecodingRules,
  startDecoder: () => TokenDecoder,
  options: DecodeWindowOptions,
): Promise<DecodedWindow> {
  const { special } = rules;
  const searchWith = (timestamps: boolean) => {
    const prompt = [special.startOfTranscript, ...promptAfterStart(special, options.language, timestamps)];
    return search(rules, startDecoder(), prompt, timestamps);
  };
  const first = await searchWith(options.timestamps);
  const retried = first.ending === 'loop';
  const timestamps = options.timestamps !== retried;
  const result = retried ? await searchWith(timestamps) : first;
  const tokens = cutLoop(result.tokens);
  return {
    pieces: timestamps ? splitAtTimestamps(tokens, special, options.windowSeconds) : untimed(tokens, options),
    meanLogProbability: result.meanLogProbability,
    retried,
  };
}

function search(
  rules: DecodingRules,
  decoder: TokenDecoder,
  prompt: readonly number[],
  timestamps: boolean,
): Promise<GreedyResult> {
  const { special, maxTokens } = rules;
  return greedySearch(decoder, {
    prompt,
    rules: timestamps ? rules.timed : rules.plain,
    endOfText: special.endOfText,
    maxTokens,
  });
}

function untimed(tokens: readonly number[], { windowSeconds }: DecodeWindowOptions): readonly TimedTokens[] {
  return tokens.length > 0 ? [{ startSeconds: 0, endSeconds: windowSeconds, tokens }] : [];
}
