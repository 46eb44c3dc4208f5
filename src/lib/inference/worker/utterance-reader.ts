import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { AudioWindow } from '../../core/streaming/audio-window';
import { jointOf, leadOf, parted, withoutLead, type Joint, type Lead } from '../../core/streaming/lead';
import type { TranscribedWindow } from '../../core/transcript/transcript';
import { searchBehind } from '../../core/whisper/decode-window';
import type { DecodingSettings } from '../../core/whisper/decoding-settings';
import { knownLanguages, languageProbabilities } from '../../core/whisper/language-detection';
import { decoderPrompt } from '../../core/whisper/prompt';
import type { BegunText } from '../../core/whisper/search-options';
import type { EncodedSound } from '../../core/whisper/token-decoder';
import type { LanguageChoice } from '../../protocol/inference';
import type { Engine } from './engine';
import { NOTHING_BEGUN, speechSeconds, type OpenUtterance, type WholeText } from './open-utterance';
import { readWindow } from './window-reader';

/** So much speech may tell the language of an utterance, and from so much on it is not judged again while it goes on. */
const LANGUAGE_SECONDS = 1;
const SURE_SECONDS = 3;
const SURE_PROBABILITY = 0.9;
/** Per token. */
const CLEAR_LOG_PROBABILITY = -0.3;
/** Another language than before must be so probable. */
const CHANGE_PROBABILITY = 0.7;
/** Behind what was said so far: less than behind a text that is final, where loops cost more than time. */
const PARTIAL_SILENCE_SECONDS = 2;

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
    const lead = this.#lead(open, window);
    const { samples } = lead?.window ?? window;
    const seconds = samples.length / SAMPLE_RATE;
    const encoded = await this.engine.encode(samples, Math.ceil(seconds) + PARTIAL_SILENCE_SECONDS);
    try {
      if (!lead && !open.isSure) await this.#judgeLanguage(open, encoded, speechSeconds(window));
      const language = open.language ?? open.before?.text.language ?? this.#languages()[0] ?? 'en';
      // What was written in another language stands for nothing.
      if (language !== open.partialLanguage) open.begun = NOTHING_BEGUN;
      const prompt = decoderPrompt(rules.special, [], language, false);
      const { begun, leadTokens } = this.#behindLead(lead, open.begun);
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
    const lead = this.#lead(open, window);
    const language = open.before?.text.language;
    if (lead && language !== undefined) {
      const { begun } = this.#behindLead(
        lead,
        open.partialLanguage === language ? open.begun : NOTHING_BEGUN,
      );
      const read = withoutLead(await this.#read(lead.window, [language], { ...begun, language }), lead);
      // Now and then the text ends with the lead, whatever is said behind it.
      if (read && read.text.segments.length > 0) return read;
    }
    const { begun, partialLanguage, isSure } = open;
    const languages = isSure && open.language !== null ? [open.language] : this.#languages();
    const own = partialLanguage === null ? undefined : { ...begun, language: partialLanguage };
    return { text: await this.#read(window, languages, own, language), joint: null };
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
    const { settings, vocabulary } = this.options;
    const reader = { engine: this.engine, settings, words: vocabulary, before: null, begun };
    const set = { languages, previousLanguage, context: settings.context };
    const { segments, language } = await readWindow(reader, window, set);
    const startSeconds = window.startSample / SAMPLE_RATE;
    return {
      startSeconds,
      endSeconds: startSeconds + window.samples.length / SAMPLE_RATE,
      segments,
      language,
    };
  }

  /** Where it may go on from what was said before: in the same language, as far as can be told. */
  #lead({ before, language, isLikely }: OpenUtterance, window: AudioWindow): Lead | null {
    if (!before) return null;
    const isToBeJudged = this.#known().length > 1 && speechSeconds(window) >= LANGUAGE_SECONDS;
    const isSame = language === null ? !isToBeJudged : language === before.text.language && isLikely;
    return isSame ? leadOf(before, window) : null;
  }

  #behindLead(lead: Lead | null, own: BegunText) {
    const tokens = lead ? this.engine.rules.vocabulary.encode(lead.text) : [];
    const begun = { draft: [...tokens, ...own.draft], settled: tokens.length + own.settled };
    return { begun, leadTokens: tokens.length };
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
    open.isLikely = best.language === open.language && best.probability >= SURE_PROBABILITY;
    open.isSure = seconds >= SURE_SECONDS && open.isLikely;
  }

  #known(): readonly string[] {
    return knownLanguages(this.engine.rules.special, this.#languages());
  }

  #languages(): readonly string[] {
    const { choice } = this.options;
    return choice.kind === 'given' ? [choice.language] : choice.languages;
  }
}
