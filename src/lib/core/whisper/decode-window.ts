import type { Checkpoint } from '../checkpoint/checkpoint';
import { greedySearch, type GreedyResult, type TokenDecoder } from './greedy-search';
import { languageProbabilities } from './language-detection';
import { suppressionRule, timestampRule, withoutTimestampsRule, type LogitsRule } from './logits-rules';
import { cutLoop } from './repetition';
import { promptAfterStart, specialTokens, type SpecialTokens } from './special-tokens';
import { suppressedTokens } from './suppression';
import { splitAtTimestamps, type TimedTokens } from './timestamped-text';
import { Vocabulary } from './vocabulary';

/** A language is taken over the one before only if it is this probable within the set. */
const SWITCH_PROBABILITY = 0.7;

/** What decoding needs to know of a checkpoint; made once for each. */
export interface DecodingRules {
  readonly special: SpecialTokens;
  readonly vocabulary: Vocabulary;
  readonly maxTokens: number;
  readonly plain: readonly LogitsRule[];
  readonly timed: readonly LogitsRule[];
}

export interface DecodeWindowOptions {
  /** One language is given, several are chosen from. */
  readonly languages: readonly string[];
  /** What the window before was in, kept where this one is unclear; null at the beginning. */
  readonly previousLanguage: string | null;
  readonly timestamps: boolean;
  readonly windowSeconds: number;
}

export interface DecodedWindow {
  /** Null for `.en` checkpoints, which have but one. */
  readonly language: string | null;
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
 * Text of one encoded window: language, then greedy search; text that loops is searched once more in the
 * other mode (with or without timestamps), and if that loops too, the loop is cut to one turn.
 *
 * @param startDecoder gives a decoder over the window's audio that has been fed nothing
 */
export async function decodeWindow(
  rules: DecodingRules,
  startDecoder: () => TokenDecoder,
  options: DecodeWindowOptions,
): Promise<DecodedWindow> {
  const { decoder, prompt, language } = await chooseLanguage(rules, startDecoder, options);
  const first = await search(
    rules,
    decoder,
    [...prompt, ...promptFor(options.timestamps)],
    options.timestamps,
  );
  const result = first.ending === 'loop' ? await searchAgain() : first;
  const timed = result === first ? options.timestamps : !options.timestamps;
  const tokens = cutLoop(result.tokens);
  return {
    language,
    pieces: timed
      ? splitAtTimestamps(tokens, rules.special, options.windowSeconds)
      : untimed(tokens, options),
    meanLogProbability: result.meanLogProbability,
    retried: first.ending === 'loop',
  };

  function promptFor(timestamps: boolean): readonly number[] {
    return promptAfterStart(rules.special, language, timestamps);
  }

  function searchAgain(): Promise<GreedyResult> {
    const timestamps = !options.timestamps;
    const whole = [rules.special.startOfTranscript, ...promptFor(timestamps)];
    return search(rules, startDecoder(), whole, timestamps);
  }
}

/** The language, and a decoder with what it still has to be fed before the language token. */
async function chooseLanguage(
  { special }: DecodingRules,
  startDecoder: () => TokenDecoder,
  { languages, previousLanguage }: DecodeWindowOptions,
): Promise<{ decoder: TokenDecoder; prompt: readonly number[]; language: string | null }> {
  const decoder = startDecoder();
  const start = [special.startOfTranscript];
  if (special.languages.size === 0) return { decoder, prompt: start, language: null };
  const known = languages.filter((language) => special.languages.has(language));
  const [only] = known;
  if (only === undefined)
    throw new RangeError(`this model knows none of the languages ${languages.join(', ')}`);
  if (known.length === 1) return { decoder, prompt: start, language: only };

  const [best] = languageProbabilities(await decoder.feed(start), special, known);
  if (!best) throw new RangeError('no language has a probability');
  const language =
    best.probability >= SWITCH_PROBABILITY ? best.language : (previousLanguage ?? best.language);
  return { decoder, prompt: [], language };
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
