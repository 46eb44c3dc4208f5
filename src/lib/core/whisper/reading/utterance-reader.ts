import { SAMPLE_RATE } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { seamOf, carryOverOf, parted, withoutCarryOver, type CarryOver } from '../../recognition/carry-over';
import { languagesOf } from '../../recognition/language-choice';
import type { RecognitionRequest, UtteranceText, WholeText } from '../../recognition/recogniser';
import { timedWindow } from '../../recognition/timed-window';
import type { TranscribedWindow } from '../../transcript/transcript';
import { PREFIX_SILENCE_SECONDS, contextSeconds } from '../features/audio-context';
import { searchBehind } from '../decoding/decode-window';
import { knownLanguages, languageProbabilities } from '../decoding/language-detection';
import { decoderPrompt } from '../decoding/prompt';
import { idsOf } from '../decoding/hypothesis';
import type { EncoderOutput } from '../decoding/token-decoder';
import type { Engine } from './engine';
import { EMPTY_PREFIX, speechSeconds, type ReadPartial, type UtteranceState } from './utterance-state';
import { continueFromPrefix, readWindow, type Continuation } from './window-reader';

/** Minimum speech before the language is judged. */
const LANGUAGE_SECONDS = 1;
/** After this much speech a confident verdict is final. */
const SURE_SECONDS = 3;
const SURE_PROBABILITY = 0.9;
/** Enough to go on in the language of the utterance before. */
const LIKELY_PROBABILITY = 0.7;
/** Per token. */
const CONFIDENT_PARTIAL_LOG_PROBABILITY = -0.3;
/** Another language than before must be so probable. */
const CHANGE_PROBABILITY = 0.7;

/** Reads an utterance while it goes on, and as a whole. */
export class UtteranceReader {
  constructor(
    private readonly engine: Engine,
    private readonly request: RecognitionRequest,
  ) {}

  /** Null where nothing but a loop comes of it. */
  async partial(open: UtteranceState, window: AudioWindow): Promise<ReadPartial | null> {
    const { rules } = this.engine;
    const carryOver = await this.#carryOver(open, window);
    const { samples } = carryOver?.window ?? window;
    const encoded = await this.engine.encode(samples, prefixContextSeconds(samples, this.engine), true);
    try {
      if (!carryOver && !open.isSure) await this.#judgeLanguage(open, encoded, speechSeconds(window));
      const language = open.language ?? open.before?.text.language ?? this.#languages()[0] ?? 'en';
      const prompt = decoderPrompt(rules.special, [], language, false);
      const { prefix, carriedTokens } = this.#prefix(open, carryOver, language);
      const how = { beams: 1, timestamps: false, ...prefix };
      const { tokens, ending, meanLogProbability } = await searchBehind(rules, encoded, prompt, how);
      if (ending === 'loop') return null;
      const own = idsOf(tokens.slice(carriedTokens));
      const isConfident = meanLogProbability >= CONFIDENT_PARTIAL_LOG_PROBABILITY;
      return { ...this.#behind(carryOver, own), tokens: own, language, isConfident };
    } finally {
      encoded.release();
    }
  }

  /** @param onPlausible see Utterance */
  async whole(
    open: UtteranceState,
    window: AudioWindow,
    onPlausible: (text: UtteranceText) => void,
  ): Promise<WholeText> {
    const carryOver = await this.#carryOver(open, window);
    const behind = carryOver && (await this.#afterCarryOver(open, carryOver, onPlausible));
    return (
      behind ?? {
        text:
          (await this.#continued(open, window, onPlausible)) ??
          (await this.#decodeFromScratch(open, window, onPlausible)),
        seam: null,
      }
    );
  }

  async #afterCarryOver(
    open: UtteranceState,
    carryOver: CarryOver,
    onPlausible: (text: UtteranceText) => void,
  ): Promise<WholeText | null> {
    const language = open.before?.text.language ?? '';
    const continuation = this.#continuation(open, carryOver, language, onPlausible);
    const segments = await continueFromPrefix(this.#reader, carryOver.window, continuation);
    const read =
      segments && withoutCarryOver(timedWindow(carryOver.window, { segments, language }), carryOver);
    // Now and then the text ends with the carry-over, whatever is said after it.
    return read && read.text.segments.length > 0 ? read : null;
  }

  /** Continues its partial text, where its language is certain. */
  async #continued(
    open: UtteranceState,
    window: AudioWindow,
    onPlausible: (text: UtteranceText) => void,
  ): Promise<TranscribedWindow | null> {
    const { language, isSure } = open;
    if (language === null || !isSure) return null;
    const continuation = this.#continuation(open, null, language, onPlausible);
    if (continuation.prefix.draft.length === 0) return null;
    const segments = await continueFromPrefix(this.#reader, window, continuation);
    return segments && segments.length > 0 ? timedWindow(window, { segments, language }) : null;
  }

  #behind(carryOver: CarryOver | null, tokens: readonly number[]): UtteranceText {
    const whole = this.engine.rules.vocabulary.decode(tokens);
    if (!carryOver) return { text: whole, seam: null };
    const { sign, text } = parted(whole);
    return { text, seam: seamOf(carryOver, sign, text) };
  }

  async #decodeFromScratch(
    open: UtteranceState,
    window: AudioWindow,
    onPlausible: (text: UtteranceText) => void,
  ): Promise<TranscribedWindow> {
    const { partialLanguage, language, isSure, before } = open;
    const languages = isSure && language !== null ? [language] : this.#languages();
    // A partial text in a certain language has been continued before.
    const hasPrefix = partialLanguage !== null && !isSure;
    const continuation = hasPrefix ? this.#continuation(open, null, partialLanguage, onPlausible) : undefined;
    const previousLanguage = before?.text.language ?? null;
    const set = { languages, previousLanguage, context: this.request.settings.context };
    return timedWindow(window, await readWindow({ ...this.#reader, continuation }, window, set));
  }

  get #reader() {
    const { settings, vocabulary } = this.request;
    return { engine: this.engine, settings, words: vocabulary, before: null };
  }

  /** The words before the pause, where the utterance may continue them: in the same language, as far as can be told. */
  async #carryOver(open: UtteranceState, window: AudioWindow): Promise<CarryOver | null> {
    const { before } = open;
    const carryOver = before && carryOverOf(before, window);
    if (!carryOver || this.#known().length === 1) return carryOver;
    const seconds = speechSeconds(window);
    const isToBeJudged = open.language === null || (!open.isSure && seconds >= SURE_SECONDS);
    if (seconds >= LANGUAGE_SECONDS && isToBeJudged) await this.#judgeAlone(open, window, seconds);
    return open.language === null || (open.language === before.text.language && open.isLikely)
      ? carryOver
      : null;
  }

  /** A partial text counts only in the same language, and with the same carry-over or none. */
  #prefix(open: UtteranceState, carryOver: CarryOver | null, language: string) {
    const isSame = open.partialLanguage === language && open.followsCarryOver === (carryOver !== null);
    const own = isSame ? open.prefix : EMPTY_PREFIX;
    const tokens = carryOver ? this.engine.rules.vocabulary.encode(carryOver.text) : [];
    const prefix = { draft: [...tokens, ...own.draft], forced: tokens.length + own.forced };
    return { prefix, carriedTokens: tokens.length };
  }

  #continuation(
    open: UtteranceState,
    carryOver: CarryOver | null,
    language: string,
    onPlausible: (text: UtteranceText) => void,
  ): Continuation {
    const { prefix, carriedTokens } = this.#prefix(open, carryOver, language);
    const isKnown = open.partialLanguage !== null && open.followsCarryOver === (carryOver !== null);
    return {
      ...{ prefix, carriedTokens, language },
      isGrown: this.engine.growsSounds && isKnown,
      onPlausible: ({ tokens }) => onPlausible(this.#behind(carryOver, idsOf(tokens.slice(carriedTokens)))),
    };
  }

  async #judgeAlone(open: UtteranceState, { samples }: AudioWindow, seconds: number): Promise<void> {
    const encoded = await this.engine.encode(samples, prefixContextSeconds(samples, this.engine));
    await this.#judgeLanguage(open, encoded, seconds).finally(() => encoded.release());
  }

  /** As the one before, until enough has been said that speaks for another. */
  async #judgeLanguage(open: UtteranceState, encoded: EncoderOutput, seconds: number): Promise<void> {
    const { special } = this.engine.rules;
    const known = this.#known();
    if (known.length === 1) {
      open.language = known[0] ?? null;
      open.isLikely = true;
      open.isSure = true;
      return;
    }
    if (seconds < LANGUAGE_SECONDS) return;
    const decoder = encoded.startDecoder();
    const { logits } = await decoder.feed([[special.startOfTranscript]]).finally(() => decoder.release());
    const [best] = languageProbabilities(logits, special, known);
    if (!best) return;
    const present = open.language ?? open.before?.text.language ?? null;
    if (present === null || best.probability >= CHANGE_PROBABILITY) open.language = best.language;
    const isBest = best.language === open.language;
    open.isLikely = isBest && best.probability >= LIKELY_PROBABILITY;
    open.isSure = isBest && best.probability >= SURE_PROBABILITY && seconds >= SURE_SECONDS;
  }

  #known(): readonly string[] {
    return knownLanguages(this.engine.rules.special, this.#languages());
  }

  #languages(): readonly string[] {
    return languagesOf(this.request.language);
  }
}

function prefixContextSeconds(samples: Float32Array, { leastContextSeconds }: Engine): number {
  const needs = { silenceSeconds: PREFIX_SILENCE_SECONDS, leastContextSeconds };
  return contextSeconds(samples.length / SAMPLE_RATE, needs);
}
