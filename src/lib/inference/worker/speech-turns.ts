import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { AudioWindow } from '../../core/streaming/audio-window';
import { endsSentence } from '../../core/streaming/window-segments';
import { revisedWords, WordAgreement } from '../../core/streaming/word-agreement';
import { segmentsOf, type TranscribedWindow } from '../../core/transcript/transcript';
import { searchBehind } from '../../core/whisper/decode-window';
import type { DecodingSettings } from '../../core/whisper/decoding-settings';
import { knownLanguages, languageProbabilities } from '../../core/whisper/language-detection';
import { decoderPrompt } from '../../core/whisper/prompt';
import type { BegunText } from '../../core/whisper/search-options';
import type { EncodedSound } from '../../core/whisper/token-decoder';
import type { Vocabulary } from '../../core/whisper/vocabulary';
import type { DictationEvent, LanguageChoice } from '../../protocol/inference';
import type { HeardSoFar, TimedTurn } from '../../protocol/listener';
import type { Engine } from './engine';
import { readWindow } from './window-reader';

/** So much speech may tell the language of an utterance, and from so much on it is not judged again while it goes on. */
const LANGUAGE_SECONDS = 1;
const SURE_SECONDS = 3;
const SURE_PROBABILITY = 0.9;
/** Behind what was said so far: less than behind a text that is final, where loops cost more than time. */
const PARTIAL_SILENCE_SECONDS = 2;
/** Another language than before must be so probable. */
const CHANGE_PROBABILITY = 0.7;

export interface DictateOptions {
  /** The next turn when there is one; null at the end. */
  readonly nextTurn: (heard: HeardSoFar | null) => Promise<TimedTurn | null>;
  readonly choice: LanguageChoice;
  readonly settings: DecodingSettings;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  readonly emit: (event: DictationEvent) => void;
}

/**
 * Text of running speech, turn by turn.
 *
 * @throws AppError, CancelledError as the engine and `nextTurn` do
 */
export async function dictate(engine: Engine, options: DictateOptions): Promise<void> {
  const turns = new SpeechTurns(engine, options);
  let heard: HeardSoFar | null = null;
  for (;;) {
    const turn: TimedTurn | null = await options.nextTurn(heard);
    if (!turn) return;
    heard = await turns.take(turn);
  }
}

const NOTHING_BEGUN: BegunText = { draft: [], settled: 0 };

/** The utterance that goes on. */
class OpenUtterance {
  readonly agreement = new WordAgreement();
  /** Of the last partial text, with as many tokens settled as make up the committed words. */
  begun: BegunText = NOTHING_BEGUN;
  language: string | null = null;
  /** It is not judged again. */
  isSure = false;
  /** That its partial text is in. */
  partialLanguage: string | null = null;
  /** Of the whole utterance, where it seemed to be over. */
  text: TranscribedWindow | null = null;

  constructor(readonly id: number) {}
}

class SpeechTurns {
  #open: OpenUtterance | null = null;
  #previousLanguage: string | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly options: DictateOptions,
  ) {}

  async take(turn: TimedTurn): Promise<HeardSoFar | null> {
    const open = this.#open?.id === turn.utterance ? this.#open : new OpenUtterance(turn.utterance);
    this.#open = open;
    switch (turn.kind) {
      case 'partial':
        return this.#partial(open, turn, turn.window);
      case 'predicted':
        return this.#predicted(open, turn, turn.window);
      case 'final':
        open.text = await this.#read(open, turn.window);
        return this.#settle(open, turn);
      case 'settled':
        return this.#settle(open, turn);
      case 'misfire':
        this.options.emit({ type: 'misfire', utterance: turn.utterance });
        return null;
    }
  }

  async #partial(open: OpenUtterance, turn: TimedTurn, window: AudioWindow): Promise<HeardSoFar> {
    const { engine } = this;
    open.text = null;
    const seconds = window.samples.length / SAMPLE_RATE;
    const encoded = await engine.encode(window.samples, Math.ceil(seconds) + PARTIAL_SILENCE_SECONDS);
    try {
      if (!open.isSure) await this.#judgeLanguage(open, encoded, speechSeconds(window));
      const language = open.language ?? this.#previousLanguage ?? this.#languages()[0] ?? 'en';
      // What was written in another language stands for nothing.
      if (language !== open.partialLanguage) open.begun = NOTHING_BEGUN;
      const prompt = decoderPrompt(engine.rules.special, [], language, false);
      const how = { beams: 1, timestamps: false, ...open.begun };
      const { tokens, ending } = await searchBehind(engine.rules, encoded, prompt, how);
      // A loop is no text: what was shown stays.
      if (ending === 'loop') return heardIn(open.agreement.agreed.tentative.join(' '));
      const draft = tokens.map(({ token }) => token);
      const { vocabulary } = engine.rules;
      const heard = this.#show(open, turn, vocabulary.decode(draft));
      const words = open.agreement.agreed.committed.length;
      open.begun = { draft, settled: tokensOfWords(vocabulary, draft, words) };
      open.partialLanguage = language;
      return heard;
    } finally {
      encoded.release();
    }
  }

  /** As the one before, until enough has been said that speaks for another. */
  async #judgeLanguage(open: OpenUtterance, encoded: EncodedSound, seconds: number): Promise<void> {
    const { special } = this.engine.rules;
    const known = knownLanguages(special, this.#languages());
    if (known.length === 1) {
      open.language = known[0] ?? null;
      open.isSure = true;
      return;
    }
    if (seconds < LANGUAGE_SECONDS) return;
    const decoder = encoded.startDecoder();
    const { logits } = await decoder.feed([[special.startOfTranscript]]).finally(() => decoder.release());
    const [best] = languageProbabilities(logits, special, known);
    if (!best) return;
    const present = open.language ?? this.#previousLanguage;
    if (present === null || best.probability >= CHANGE_PROBABILITY) open.language = best.language;
    open.isSure = seconds >= SURE_SECONDS && best.probability >= SURE_PROBABILITY;
  }

  async #predicted(open: OpenUtterance, turn: TimedTurn, window: AudioWindow): Promise<HeardSoFar> {
    open.text = await this.#read(open, window);
    return this.#show(open, turn, textOf(open.text));
  }

  async #read(
    { begun, language, isSure, partialLanguage }: OpenUtterance,
    window: AudioWindow,
  ): Promise<TranscribedWindow> {
    const { settings, vocabulary } = this.options;
    const reader = {
      engine: this.engine,
      settings,
      words: vocabulary,
      before: null,
      begun: partialLanguage === null ? undefined : { ...begun, language: partialLanguage },
    };
    const set = {
      languages: isSure && language !== null ? [language] : this.#languages(),
      previousLanguage: this.#previousLanguage,
      context: settings.context,
    };
    const read = await readWindow(reader, window, set);
    const startSeconds = window.startSample / SAMPLE_RATE;
    const endSeconds = (window.startSample + window.samples.length) / SAMPLE_RATE;
    return { startSeconds, endSeconds, segments: read.segments, language: read.language };
  }

  #show(open: OpenUtterance, { speechStartMs }: TimedTurn, text: string): HeardSoFar {
    const { committed, tentative } = open.agreement.add(text);
    const words = { committed: committed.join(' '), tentative: tentative.join(' ') };
    this.options.emit({ type: 'hypothesis', utterance: open.id, speechStartMs, ...words });
    return heardIn(text);
  }

  #settle(open: OpenUtterance, turn: TimedTurn): null {
    this.#open = null;
    const { text } = open;
    if (!text) return null;
    this.#previousLanguage = text.language;
    const { committed } = open.agreement.agreed;
    this.options.emit({
      type: 'utterance',
      utterance: open.id,
      text,
      revisedWords: revisedWords(committed, textOf(text)),
      committedWords: committed.length,
      speechEndMs: turn.speechEndMs,
      decodedMs: performance.timeOrigin + performance.now(),
    });
    return null;
  }

  #languages(): readonly string[] {
    const { choice } = this.options;
    return choice.kind === 'given' ? [choice.language] : choice.languages;
  }
}

function speechSeconds({ speech }: AudioWindow): number {
  return speech.reduce((sum, { startSample, endSample }) => sum + endSample - startSample, 0) / SAMPLE_RATE;
}

function textOf(window: TranscribedWindow): string {
  return segmentsOf([window])
    .map(({ text }) => text)
    .join(' ');
}

/** How many tokens make up the first `count` words. */
function tokensOfWords(vocabulary: Vocabulary, tokens: readonly number[], count: number): number {
  if (count === 0) return 0;
  const wordsIn = (length: number) => vocabulary.decode(tokens.slice(0, length)).trim().split(/\s+/u).length;
  // The word is whole where the next token begins another.
  const next = tokens.findIndex((_, index) => wordsIn(index + 1) > count);
  return next < 0 ? tokens.length : next;
}

function heardIn(text: string): HeardSoFar {
  return { endsSentence: endsSentence(text) };
}
