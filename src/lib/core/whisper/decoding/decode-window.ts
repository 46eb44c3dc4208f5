import {
  decodingAttempts,
  endsWell,
  isConfident,
  isPlausible,
  type DecodingAttempt,
  type SoundContext,
  type WindowLength,
} from './decoding-attempts';
import type { DecodingRules } from './decoding-rules';
import type { DecodingSettings } from './decoding-settings';
import { decoderPrompt, precedingTokens, type PrecedingContext } from './prompt';
import { isPromptEcho } from './prompt-echo';
import { lettersOf } from '../../text/plain-text';
import { TermBias } from '../terms/term-bias';
import { search, type SearchResult } from './search';
import type { Prefix, SearchOptions } from './search-options';
import type { EncoderOutput } from './token-decoder';
import { decoded, fullest, mostProbable, textOf, type DecodedWindow, type Tried } from './tried-texts';

export interface DecodeWindowOptions {
  /** One of `knownLanguages`. */
  readonly language: string;
  readonly window: WindowLength;
  readonly settings: DecodingSettings;
  /** In the same language. */
  readonly preceding: PrecedingContext;
  /** Text that it begins with, if that makes a confident text. */
  readonly prefix?: Prefix | undefined;
  /** So many of its first tokens were said before the window's speech: a text that ends behind them has missed it. */
  readonly carriedTokens?: number | undefined;
  /** Hears of a plausible text that is not taken yet: others are tried first. */
  readonly onPlausible?: ((text: SearchResult) => void) | undefined;
}

type Hear<Sound> = (context: SoundContext) => Promise<Sound>;

/**
 * Text of one window: the first attempt's if it is confident, else that of the first plausible one. Where none is, the
 * most probable text that did not loop, or at last a loop cut to one repetition.
 *
 * A prefix is continued first: greedily if that gives a confident text, else with beams after its forced tokens. Where no
 * plausible text comes of it, the window is decoded from scratch.
 *
 * What precedes leads the decoder to write on in its vein where little is said: a text that is no good behind it, or
 * that echoes it, is searched for again with nothing before it.
 *
 * @param hear gives the window's sound after the encoder, with a short context or with all its room
 */
export async function decodeWindow<Sound extends EncoderOutput>(
  rules: DecodingRules,
  hear: Hear<Sound>,
  options: DecodeWindowOptions,
): Promise<DecodedWindow<Sound>> {
  let attempts = decodingAttempts(options.settings, options.window);
  const { preceding, language } = options;
  const before = precedingTokens(rules.vocabulary, preceding, language, rules.maxPrecedingTokens);
  const { prefix } = options;
  if (prefix && prefix.draft.length > 0) {
    const good = await continueFromPrefix(rules, hear, options, { attempts, before, prefix });
    if (good) return decoded(rules, good, false, options.window.speechSeconds);
    // Greedy search has been tried, then.
    if (attempts.length > 1 && attempts[0]?.beams === 1) attempts = attempts.slice(1);
  }
  if (before.length > 0) {
    const cheap = attempts.filter(({ context }) => context === attempts[0]?.context);
    const { good } = await tryInTurn(rules, hear, options, { attempts: cheap, before });
    if (good && !isPromptEcho(textOf(rules, good.result), preceding))
      return decoded(rules, good, false, options.window.speechSeconds);
  }
  const { good, tried } = await tryInTurn(rules, hear, options, { attempts, before: [] });
  const best = good ?? mostProbable(tried);
  if (!best) throw new RangeError('no attempt at decoding');
  return decoded(rules, best, before.length > 0 || tried.length > 1, options.window.speechSeconds);
}

interface ContinuedOptions extends DecodeWindowOptions {
  readonly prefix: Prefix;
  /** The sound was heard as it grew: what is known of it then is read, and not the whole once more. */
  readonly isGrown: boolean;
}

/** The text that goes on from `prefix`, with one context alone; null where none is good: see `decodeWindow`. */
export async function continueWindow<Sound extends EncoderOutput>(
  rules: DecodingRules,
  hear: Hear<Sound>,
  options: ContinuedOptions,
): Promise<DecodedWindow<Sound> | null> {
  const { settings, window, preceding, language, prefix, isGrown } = options;
  const before = precedingTokens(rules.vocabulary, preceding, language, rules.maxPrecedingTokens);
  const [first] = decodingAttempts(settings, window);
  if (!first) return null;
  const attempt = isGrown ? { ...first, context: 'grown' as const } : first;
  let good = await continueFromPrefix(rules, hear, options, { attempts: [attempt], before, prefix });
  if (!good && prefix.forced === 0 && settings.beams > 1) {
    const wider = [{ ...attempt, beams: settings.beams }];
    ({ good } = await tryInTurn(rules, hear, options, { attempts: wider, before }));
  }
  return good && decoded(rules, good, false, options.window.speechSeconds);
}

/** How a text is looked for. */
interface Trial {
  readonly attempts: readonly DecodingAttempt[];
  readonly before: readonly number[];
  readonly prefix?: Prefix;
}

async function continueFromPrefix<Sound extends EncoderOutput>(
  rules: DecodingRules,
  hear: Hear<Sound>,
  options: DecodeWindowOptions,
  { attempts: [first], before, prefix }: Required<Trial>,
): Promise<Tried<Sound> | null> {
  if (!first) return null;
  const { beams } = options.settings;
  const { good } = await tryInTurn(rules, hear, options, {
    attempts: [{ ...first, beams: 1 }],
    before,
    prefix,
  });
  if (good || prefix.forced === 0 || beams === 1) return good;
  const forced = { draft: prefix.draft.slice(0, prefix.forced), forced: prefix.forced };
  const wider = { attempts: [{ ...first, beams }], before, prefix: forced };
  return (await tryInTurn(rules, hear, options, wider)).good;
}

async function tryInTurn<Sound extends EncoderOutput>(
  rules: DecodingRules,
  hear: Hear<Sound>,
  options: DecodeWindowOptions,
  search: Trial,
): Promise<{ readonly good: Tried<Sound> | null; readonly tried: readonly Tried<Sound>[] }> {
  const { settings, window, carriedTokens = 0 } = options;
  const bias = termBias(rules, options);
  const tried: Tried<Sound>[] = [];
  for (const attempt of search.attempts) {
    const sound = await hear(attempt.context);
    const prompt = decoderPrompt(rules.special, search.before, options.language, attempt.timestamps);
    const result = await searchBehind(rules, sound, prompt, { ...attempt, ...search.prefix, bias });
    const text = { result, text: textOf(rules, result), seconds: window.seconds };
    const last = { result, sound, isPlausible: isPlausible(text) };
    tried.push(last);
    const saysNothing = lettersOf(textOf(rules, { tokens: result.tokens.slice(carriedTokens) })) === '';
    if (saysNothing && carriedTokens > 0) continue;
    // What goes on from a guess would be one.
    const isTaken = last.isPlausible || (settings.acceptsLowConfidence && !search.prefix && endsWell(text));
    const hasPrefix = search.prefix !== undefined && attempt.context !== 'grown';
    if (attempt.beams < settings.beams ? isConfident(text, hasPrefix) : isTaken)
      return { good: fullest(rules, tried, last), tried };
    // What is shown meanwhile is nearer to the truth than nothing.
    if (last.isPlausible && !saysNothing) options.onPlausible?.(result);
  }
  return { good: null, tried };
}

function termBias({ vocabulary }: DecodingRules, { settings, preceding }: DecodeWindowOptions) {
  if (settings.termBias === 0 || preceding.words.length === 0) return undefined;
  return new TermBias(vocabulary, preceding.words, settings.termBias);
}

/** @param how with a `draft` where there is one, of the text alone */
export function searchBehind(
  { special, vocabulary, plain, timed, maxTokens }: DecodingRules,
  sound: EncoderOutput,
  prompt: readonly number[],
  how: Pick<DecodingAttempt, 'beams' | 'timestamps'> & Partial<Prefix> & Pick<SearchOptions, 'bias'>,
): Promise<SearchResult> {
  const { beams, timestamps, bias, draft = [], forced = 0 } = how;
  const decoder = sound.startDecoder();
  return search(decoder, {
    prompt,
    startIndex: prompt.indexOf(special.startOfTranscript),
    noSpeech: special.noSpeech,
    rules: timestamps ? timed : plain,
    endOfText: special.endOfText,
    maxTokens,
    beams,
    draft,
    forced,
    notNextToForced: forced > 0 ? vocabulary.continuing : [],
    bias,
  }).finally(() => decoder.release());
}
