import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import type { AudioWindow } from '../../../core/endpointing/audio-window';
import {
  jointOf,
  leadOf,
  parted,
  withoutLead,
  type Joint,
  type Lead,
} from '../../../core/recognition/carry-over';
import type { TranscribedWindow, TranscriptSegment } from '../../../core/transcript/transcript';
import { BEGUN_SILENCE_SECONDS, contextSeconds } from '../../../core/whisper/features/audio-context';
import { searchBehind } from '../../../core/whisper/decoding/decode-window';
import type { DecodingSettings } from '../../../core/whisper/decoding/decoding-settings';
import { knownLanguages, languageProbabilities } from '../../../core/whisper/decoding/language-detection';
import { decoderPrompt } from '../../../core/whisper/decoding/prompt';
import type { BegunText } from '../../../core/whisper/decoding/search-options';
import type { EncodedSound } from '../../../core/whisper/decoding/token-decoder';
import type { LanguageChoice } from '../../../protocol/inference';
import type { Engine } from '../whisper/engine';
import { NOTHING_BEGUN, speechSeconds, type OpenUtterance, type WholeText } from './open-utterance';
import { readOn, readWindow } from './window-reader';

/** So much speech may tell the language of an utterance, and from so much on it is not judged again while it goes on. */
const LANGUAGE_SECONDS = 1;
const SURE_SECONDS = 3;
const SURE_PROBABILITY = 0.9;
/** Enough to go on in the language of the utterance before. */
const LIKELY_PROBABILITY = 0.7;
/** Per token. */
const CLEAR_LOG_PROBABILITY = -0.3;
/** Another language than before must be so probable. */
const CHANGE_PROBABILITY = 0.7;

export interface ReadingOptions {
  readonly choice: LanguageChoice;
  readonly settings: DecodingSettings;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
}

/** The text of an utterance as far as it goes, with its tokens. */
export interface PartialText {
  readonly text: string;
  readonly tokens: readonly number[];
  readonly language: string;
  readonly joint: Joint | null;
  /** The model is sure of it. */
  readonly isClear: boolean;
}

/** Reads an utterance while it goes on, and as a whole. */
export class UtteranceReader {
  constructor(
    private readonly engine: Engine,
    private readonly options: ReadingOptions,
  ) {}

  /** Null where nothing but a loop comes of it. */
  async partial(open: OpenUtterance, window: AudioWindow): Promise<PartialText | null> {
    const { rules } = this.engine;
    const lead = await this.#lead(open, window);
    const { samples } = lead?.window ?? window;
    const encoded = await this.engine.encode(samples, begunContextSeconds(samples));
    try {
      if (!lead && !open.isSure) await this.#judgeLanguage(open, encoded, speechSeconds(window));
      const language = open.language ?? open.before?.text.language ?? this.#languages()[0] ?? 'en';
      const prompt = decoderPrompt(rules.special, [], language, false);
      const { begun, leadTokens } = this.#begun(open, lead, language);
      const how = { beams: 1, timestamps: false, ...begun };
      const { tokens, ending, meanLogProbability } = await searchBehind(rules, encoded, prompt, how);
      if (ending === 'loop') return null;
      const own = tokens.slice(leadTokens).map(({ token }) => token);
      const { sign, text } = lead
        ? parted(rules.vocabulary.decode(own))
        : { sign: '', text: rules.vocabulary.decode(own) };
      const joint = lead && jointOf(lead, sign, text);
      return { text, tokens: own, language, joint, isClear: meanLogProbability >= CLEAR_LOG_PROBABILITY };
    } finally {
      encoded.release();
    }
  }

  async whole(open: OpenUtterance, window: AudioWindow): Promise<WholeText> {
    const lead = await this.#lead(open, window);
    const behind = lead && (await this.#behindLead(open, lead));
    return (
      behind ?? {
        text: (await this.#goneOn(open, window)) ?? (await this.#afresh(open, window)),
        joint: null,
      }
    );
  }

  async #behindLead(open: OpenUtterance, lead: Lead): Promise<WholeText | null> {
    const language = open.before?.text.language ?? '';
    const { begun } = this.#begun(open, lead, language);
    const segments = await readOn(this.#reader, begun, lead.window, language);
    const read = segments && withoutLead(timedWindow(lead.window, segments, language), lead);
    // Now and then the text ends with the lead, whatever is said behind it.
    return read && read.text.segments.length > 0 ? read : null;
  }

  /** Behind its partial text, where its language is beyond doubt. */
  async #goneOn(open: OpenUtterance, window: AudioWindow): Promise<TranscribedWindow | null> {
    const { language, isSure } = open;
    if (language === null || !isSure) return null;
    const { begun } = this.#begun(open, null, language);
    if (begun.draft.length === 0) return null;
    const segments = await readOn(this.#reader, begun, window, language);
    return segments && segments.length > 0 ? timedWindow(window, segments, language) : null;
  }

  #afresh(open: OpenUtterance, window: AudioWindow): Promise<TranscribedWindow> {
    const { partialLanguage, language, isSure, before } = open;
    const languages = isSure && language !== null ? [language] : this.#languages();
    // What is beyond doubt has been gone on with.
    const isBegun = partialLanguage !== null && !isSure;
    const own = isBegun
      ? { ...this.#begun(open, null, partialLanguage).begun, language: partialLanguage }
      : undefined;
    return this.#read(window, languages, own, before?.text.language);
  }

  /** Read by itself, in that language. */
  again(window: AudioWindow, language: string): Promise<TranscribedWindow> {
    return this.#read(window, [language]);
  }

  async #read(
    window: AudioWindow,
    languages: readonly string[],
    begun?: BegunText & { readonly language: string },
    previousLanguage: string | null = null,
  ): Promise<TranscribedWindow> {
    const set = { languages, previousLanguage, context: this.options.settings.context };
    const { segments, language } = await readWindow({ ...this.#reader, begun }, window, set);
    return timedWindow(window, segments, language);
  }

  get #reader() {
    const { settings, vocabulary } = this.options;
    return { engine: this.engine, settings, words: vocabulary, before: null };
  }

  /** Where it may go on from what was said before: in the same language, as far as can be told. */
  async #lead(open: OpenUtterance, window: AudioWindow): Promise<Lead | null> {
    const { before } = open;
    const lead = before && leadOf(before, window);
    if (!lead || this.#known().length === 1) return lead;
    const seconds = speechSeconds(window);
    const isToBeJudged = open.language === null || (!open.isSure && seconds >= SURE_SECONDS);
    if (seconds >= LANGUAGE_SECONDS && isToBeJudged) await this.#judgeAlone(open, window, seconds);
    return open.language === null || (open.language === before.text.language && open.isLikely) ? lead : null;
  }

  /** What was written in another language stands for nothing, and neither does what began a sentence where one goes on. */
  #begun(open: OpenUtterance, lead: Lead | null, language: string) {
    const isSame = open.partialLanguage === language && open.isBehindLead === (lead !== null);
    const own = isSame ? open.begun : NOTHING_BEGUN;
    const tokens = lead ? this.engine.rules.vocabulary.encode(lead.text) : [];
    const begun = { draft: [...tokens, ...own.draft], settled: tokens.length + own.settled };
    return { begun, leadTokens: tokens.length };
  }

  async #judgeAlone(open: OpenUtterance, { samples }: AudioWindow, seconds: number): Promise<void> {
    const encoded = await this.engine.encode(samples, begunContextSeconds(samples));
    await this.#judgeLanguage(open, encoded, seconds).finally(() => encoded.release());
  }

  /** As the one before, until enough has been said that speaks for another. */
  async #judgeLanguage(open: OpenUtterance, encoded: EncodedSound, seconds: number): Promise<void> {
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
    const { choice } = this.options;
    return choice.kind === 'given' ? [choice.language] : choice.languages;
  }
}

function begunContextSeconds(samples: Float32Array): number {
  return contextSeconds(samples.length / SAMPLE_RATE, BEGUN_SILENCE_SECONDS);
}

function timedWindow(
  { startSample, samples }: AudioWindow,
  segments: readonly TranscriptSegment[],
  language: string,
): TranscribedWindow {
  const startSeconds = startSample / SAMPLE_RATE;
  return { startSeconds, endSeconds: startSeconds + samples.length / SAMPLE_RATE, segments, language };
}
