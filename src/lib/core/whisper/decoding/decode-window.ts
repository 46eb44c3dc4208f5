import { alignmentHeads, type AttentionHead } from '../../checkpoint/alignment-heads';
import type { Checkpoint } from '../../checkpoint/checkpoint';
import {
  decodingAttempts,
  endsWell,
  isConfident,
  isPlausible,
  type DecodingAttempt,
} from './decoding-attempts';
import type { DecodingSettings } from './decoding-settings';
import type { SearchedToken } from './hypothesis';
import { plainRules, timedRules, type TokenRules } from './logits-rules';
import { decoderPrompt, precedingTokens, type PrecedingContext } from './prompt';
import { isPromptEcho } from './prompt-echo';
import { cutLoop } from './repetition';
import { search, type SearchResult } from './search';
import type { Prefix } from './search-options';
import { specialTokens, type SpecialTokens } from '../vocabulary/special-tokens';
import { suppressedTokens } from '../vocabulary/suppression';
import type { EncoderOutput } from './token-decoder';
import { Vocabulary } from '../vocabulary/vocabulary';

/** Start of previous text and of the transcript, language, task, no timestamps. */
const MAX_START_TOKENS = 5;

/** What decoding needs to know of a checkpoint; made once for each. */
export interface DecodingRules {
  readonly special: SpecialTokens;
  readonly vocabulary: Vocabulary;
  readonly maxTokens: number;
  /** Room for what precedes: the other half, less what stands around it. */
  readonly maxPrecedingTokens: number;
  readonly plain: TokenRules;
  readonly timed: TokenRules;
  readonly alignmentHeads: readonly AttentionHead[];
}

export interface DecodeWindowOptions {
  /** One of `knownLanguages`. */
  readonly language: string;
  /** `isFull`: it fills the encoder's room, so there is no shorter context for it. */
  readonly window: { readonly seconds: number; readonly isFull: boolean };
  readonly settings: DecodingSettings;
  /** In the same language. */
  readonly preceding: PrecedingContext;
  /** Text that it begins with, if that makes a confident text. */
  readonly prefix?: Prefix | undefined;
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
  const suppression = suppressedTokens(vocabulary, special);
  return {
    special,
    vocabulary,
    maxTokens: Math.floor(dimensions.textContext / 2),
    maxPrecedingTokens: Math.ceil(dimensions.textContext / 2) - MAX_START_TOKENS,
    plain: plainRules(special, suppression, dimensions.vocabularySize),
    timed: timedRules(special, suppression, dimensions.vocabularySize),
    alignmentHeads: alignmentHeads(dimensions),
  };
}

type Hear<Sound> = (context: DecodingSettings['context']) => Promise<Sound>;

/** A text, and what was heard when it was written. */
interface Tried<Sound> {
  readonly result: SearchResult;
  readonly sound: Sound;
  /** See `isPlausible`. */
  readonly isPlausible: boolean;
}

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
    if (good) return decoded(rules, good, false);
    // Greedy search has been tried, then.
    if (attempts.length > 1 && attempts[0]?.beams === 1) attempts = attempts.slice(1);
  }
  if (before.length > 0) {
    const cheap = attempts.filter(({ context }) => context === attempts[0]?.context);
    const { good } = await tryInTurn(rules, hear, options, { attempts: cheap, before });
    if (good && !isPromptEcho(textOf(rules, good.result), preceding)) return decoded(rules, good, false);
  }
  const { good, tried } = await tryInTurn(rules, hear, options, { attempts, before: [] });
  const best = good ?? mostProbable(tried);
  if (!best) throw new RangeError('no attempt at decoding');
  return decoded(rules, best, before.length > 0 || tried.length > 1);
}

/** The text that goes on from `prefix`, with one context alone; null where none is good: see `decodeWindow`. */
export async function continueWindow<Sound extends EncoderOutput>(
  rules: DecodingRules,
  hear: Hear<Sound>,
  options: DecodeWindowOptions & { readonly prefix: Prefix },
): Promise<DecodedWindow<Sound> | null> {
  const { settings, window, preceding, language, prefix } = options;
  const attempts = decodingAttempts(settings, window);
  const before = precedingTokens(rules.vocabulary, preceding, language, rules.maxPrecedingTokens);
  let good = await continueFromPrefix(rules, hear, options, { attempts, before, prefix });
  if (!good && prefix.forced === 0) {
    const wider = attempts.filter(({ context, beams }) => context === attempts[0]?.context && beams > 1);
    ({ good } = await tryInTurn(rules, hear, options, { attempts: wider, before }));
  }
  return good && decoded(rules, good, false);
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
  const { settings, window } = options;
  const tried: Tried<Sound>[] = [];
  for (const attempt of search.attempts) {
    const sound = await hear(attempt.context);
    const prompt = decoderPrompt(rules.special, search.before, options.language, attempt.timestamps);
    const result = await searchBehind(rules, sound, prompt, { ...attempt, ...search.prefix });
    const text = { result, text: textOf(rules, result), seconds: window.seconds };
    const last = { result, sound, isPlausible: isPlausible(text) };
    tried.push(last);
    // What goes on from a guess would be one.
    const isTaken = last.isPlausible || (settings.acceptsLowConfidence && !search.prefix && endsWell(text));
    if (attempt.beams < settings.beams ? isConfident(text, search.prefix !== undefined) : isTaken)
      return { good: last, tried };
  }
  return { good: null, tried };
}

/** @param how with a `draft` where there is one, of the text alone */
export function searchBehind(
  { special, plain, timed, maxTokens }: DecodingRules,
  sound: EncoderOutput,
  prompt: readonly number[],
  how: Pick<DecodingAttempt, 'beams' | 'timestamps'> & Partial<Prefix>,
): Promise<SearchResult> {
  const { beams, timestamps, draft = [], forced = 0 } = how;
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
  }).finally(() => decoder.release());
}

/** Of those that are sound; if none is, of those that ended; if none did, of all. */
function mostProbable<Sound>(tried: readonly Tried<Sound>[]): Tried<Sound> | undefined {
  const sound = tried.filter((each) => each.isPlausible);
  const ended = tried.filter(({ result }) => result.ending === 'end-of-text');
  const best = [sound, ended, tried].find((group) => group.length > 0) ?? [];
  const probability = ({ result }: Tried<Sound>) => result.meanLogProbability;
  return [...best].sort((a, b) => probability(b) - probability(a))[0];
}

function textOf({ vocabulary }: DecodingRules, { tokens }: SearchResult): string {
  return vocabulary.decode(tokens.map(({ token }) => token));
}

function decoded<Sound>(
  { special }: DecodingRules,
  { result, sound }: Tried<Sound>,
  retried: boolean,
): DecodedWindow<Sound> {
  const text = result.tokens.filter(({ token }) => token < special.endOfText);
  const kept = text.slice(0, cutLoop(text.map(({ token }) => token)).length);
  return {
    tokens: kept,
    end: kept.length === text.length ? result.end : (text[kept.length] ?? null),
    meanLogProbability: result.meanLogProbability,
    noSpeechProbability: result.noSpeechProbability,
    sound,
    retried,
  };
}
