import { alignmentHeads, type AttentionHead } from '../alignment/alignment-heads';
import type { Checkpoint } from '../checkpoint/checkpoint';
import { decodingAttempts, isClear, isSound, type DecodingAttempt } from './decoding-attempts';
import type { DecodingSettings } from './decoding-settings';
import type { SearchedToken } from './hypothesis';
import { suppressionRule, timestampRule, withoutTimestampsRule, type LogitsRule } from './logits-rules';
import { cutLoop } from './repetition';
import { search, type SearchResult } from './search';
import { promptAfterStart, specialTokens, type SpecialTokens } from './special-tokens';
import { suppressedTokens } from './suppression';
import type { EncodedSound } from './token-decoder';
import { Vocabulary } from './vocabulary';

/** What decoding needs to know of a checkpoint; made once for each. */
export interface DecodingRules {
  readonly special: SpecialTokens;
  readonly vocabulary: Vocabulary;
  readonly maxTokens: number;
  readonly plain: readonly LogitsRule[];
  readonly timed: readonly LogitsRule[];
  readonly alignmentHeads: readonly AttentionHead[];
}

export interface DecodeWindowOptions {
  /** One of `knownLanguages`. */
  readonly language: string;
  /** `isFull`: it fills the encoder's room, so there is no shorter context for it. */
  readonly window: { readonly seconds: number; readonly isFull: boolean };
  readonly settings: DecodingSettings;
}

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
    alignmentHeads: alignmentHeads(dimensions),
  };
}

/**
 * Text of one window: the first attempt's if it is clear, else that of the first one that is sound. Where none is, the
 * most probable text that did not loop, or at last a loop cut to one turn.
 *
 * @param hear gives the window's sound after the encoder, with a short context or with all its room
 */
export async function decodeWindow<Sound extends EncodedSound>(
  rules: DecodingRules,
  hear: (context: DecodingSettings['context']) => Promise<Sound>,
  options: DecodeWindowOptions,
): Promise<DecodedWindow<Sound>> {
  const tried: { readonly result: SearchResult; readonly sound: Sound }[] = [];
  for (const attempt of decodingAttempts(options.settings, options.window)) {
    const sound = await hear(attempt.context);
    const result = await searchWith(rules, sound, attempt, options);
    tried.push({ result, sound });
    const text = { result, text: textOf(rules, result), seconds: options.window.seconds };
    const isGood = attempt.beams < options.settings.beams ? isClear(text) : isSound(text);
    if (isGood) return decoded(rules, tried.length, { result, sound });
  }
  const ended = tried.filter(({ result }) => result.ending === 'end-of-text');
  const [best] = (ended.length > 0 ? ended : tried).sort(
    (a, b) => b.result.meanLogProbability - a.result.meanLogProbability,
  );
  if (!best) throw new RangeError('no attempt at decoding');
  return decoded(rules, tried.length, best);
}

function searchWith(
  { special, plain, timed, maxTokens }: DecodingRules,
  sound: EncodedSound,
  { beams, timestamps }: DecodingAttempt,
  { language }: DecodeWindowOptions,
): Promise<SearchResult> {
  const prompt = [special.startOfTranscript, ...promptAfterStart(special, language, timestamps)];
  return search(sound.startDecoder(), {
    prompt,
    startIndex: 0,
    noSpeech: special.noSpeech,
    rules: timestamps ? timed : plain,
    endOfText: special.endOfText,
    maxTokens,
    beams,
  });
}

function textOf({ vocabulary }: DecodingRules, { tokens }: SearchResult): string {
  return vocabulary.decode(tokens.map(({ token }) => token));
}

function decoded<Sound>(
  { special }: DecodingRules,
  attempts: number,
  { result, sound }: { readonly result: SearchResult; readonly sound: Sound },
): DecodedWindow<Sound> {
  const text = result.tokens.filter(({ token }) => token < special.endOfText);
  const kept = text.slice(0, cutLoop(text.map(({ token }) => token)).length);
  return {
    tokens: kept,
    end: kept.length === text.length ? result.end : (text[kept.length] ?? null),
    meanLogProbability: result.meanLogProbability,
    noSpeechProbability: result.noSpeechProbability,
    sound,
    retried: attempts > 1,
  };
}
