import { CancelledError, toAppError, type ErrorCode } from '../../../core/errors';
import { countWordErrors, sumWordErrors, type WordErrors } from '../../../core/metrics/word-errors';
import { spreadOf, type Spread } from '../../../core/performance/benchmark-summary';
import { markedWords, type MarkedWord } from '../../../core/performance/marked-words';
import { SENTENCES, type SentenceLanguage } from '../../../core/performance/sentences';
import type { Work, WorkKind } from '../../browser/work.svelte';
import type { MeasuredText } from './measured-dictation';

/** A sentence that was read aloud, and what came of it. */
export interface ReadSentence {
  /** What was written. */
  readonly heard: string;
  /** The words of the sentence. */
  readonly words: readonly MarkedWord[];
  readonly errors: WordErrors;
  /** Milliseconds; null where no word was written. */
  readonly firstWordMs: number | null;
  readonly finalMs: number | null;
}

export type OwnVoiceState =
  | { readonly kind: 'idle' }
  /** @property index of the sentence that is being read */
  | { readonly kind: 'listening' | 'writing'; readonly index: number }
  | { readonly kind: 'busy'; readonly why: WorkKind }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

/** Over the sentences that were read. */
export interface OwnVoiceSummary {
  readonly sentences: number;
  readonly errors: WordErrors;
  readonly finalMs: Spread | null;
}

export interface OwnVoiceParts {
  /**
   * Dictates from the person's microphone into no document, until `over` settles or nobody has spoken for a while.
   *
   * @throws as dictateMeasured
   */
  readonly dictate: (
    language: SentenceLanguage,
    over: Promise<void>,
    signal: AbortSignal,
  ) => Promise<MeasuredText>;
  readonly work: Pick<Work, 'begin' | 'everywhere'>;
}

/** Sentences that a person reads aloud: what is written of them, and how fast. All of it goes with the page. */
export class OwnVoice {
  state: OwnVoiceState = $state.raw({ kind: 'idle' });
  language: SentenceLanguage = $state.raw('en');
  /** By the index of the sentence. */
  read: ReadonlyMap<number, ReadSentence> = $state.raw(new Map());
  readonly summary: OwnVoiceSummary | null = $derived(summaryOf([...this.read.values()]));
  #calledOff = new AbortController();
  #finish: () => void = () => undefined;

  constructor(private readonly parts: OwnVoiceParts) {}

  get sentences(): readonly string[] {
    return SENTENCES[this.language];
  }

  get isListening(): boolean {
    return this.state.kind === 'listening' || this.state.kind === 'writing';
  }

  /** What was read in the other language is dropped. */
  choose(language: SentenceLanguage): void {
    if (this.isListening || language === this.language) return;
    this.language = language;
    this.read = new Map();
  }

  /** Listens to one sentence. Settles when its text is there, or it came to nothing: `state` says why. */
  async listen(index: number): Promise<void> {
    const sentence = this.sentences[index];
    if (this.isListening || sentence === undefined) return;
    this.state = { kind: 'listening', index };
    const [why] = await this.parts.work.everywhere();
    if (why) return void (this.state = { kind: 'busy', why });
    const end = this.parts.work.begin('measuring');
    this.#calledOff = new AbortController();
    const over = new Promise<void>((resolve) => (this.#finish = resolve));
    try {
      const measured = await this.parts.dictate(this.language, over, this.#calledOff.signal);
      this.read = new Map([...this.read, [index, readSentence(sentence, measured)]]);
      this.state = { kind: 'idle' };
    } catch (thrown) {
      const isCalledOff = thrown instanceof CancelledError;
      this.state = isCalledOff ? { kind: 'idle' } : { kind: 'failed', code: toAppError(thrown).code };
    } finally {
      end();
    }
  }

  /** The sentence has been read: what was said becomes text. */
  finish(): void {
    if (this.state.kind === 'listening') this.state = { kind: 'writing', index: this.state.index };
    this.#finish();
  }

  cancel(): void {
    this.#calledOff.abort();
  }
}

function readSentence(sentence: string, { text, latencies }: MeasuredText): ReadSentence {
  return {
    heard: text,
    words: markedWords(sentence, text),
    errors: countWordErrors(sentence, text),
    firstWordMs: latencies[0]?.firstWordMs ?? null,
    finalMs: latencies.at(-1)?.finalMs ?? null,
  };
}

function summaryOf(read: readonly ReadSentence[]): OwnVoiceSummary | null {
  if (read.length === 0) return null;
  return {
    sentences: read.length,
    errors: sumWordErrors(read.map(({ errors }) => errors)),
    finalMs: spreadOf(read.map(({ finalMs }) => finalMs)),
  };
}
