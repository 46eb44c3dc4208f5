import { toAppError, type ErrorCode } from '../core/errors';
import { segmentsOf } from '../core/transcript/transcript';
import type { Joint } from '../core/streaming/lead';
import type { DictationEvent } from '../protocol/inference';
import type { ListenerEvent, TurnLine } from '../protocol/listener';
import type { OpenMicrophone, MicrophoneOptions } from '../audio/microphone';
import type { DictationClients } from './dictation-clients';
import type { EngineStarter } from './engine-starter.svelte';
import { toLanguageChoice } from './language-choice';
import { SoundHints, type SoundHint } from './sound-hints';
import { newTurnLine } from './turn-line';
import type { UtteranceLatency } from './utterance-latency';

export type DictationState =
  | { readonly kind: 'idle' }
  /** The microphone is being asked for; nothing is heard yet. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'listening' }
  /** What was said last is being written. */
  | { readonly kind: 'finishing' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

/** Where dictated text goes. */
export interface DictationTarget {
  placeAtCaret(): void;
  show(text: { readonly committed: string; readonly tentative: string } | null): void;
  /** @param joint where it goes on from the utterance before: how that is to end */
  insert(text: string, language: string, joint: Joint | null): void;
}

export interface DictationParts {
  readonly clients: DictationClients;
  readonly engine: EngineStarter;
  readonly openMicrophone: (options: MicrophoneOptions) => Promise<OpenMicrophone>;
  readonly languageValue: () => string;
  readonly vocabulary: () => readonly string[];
  readonly deviceId: () => string | null;
  readonly newId: () => string;
  /** Hears when the browser may have more to tell of its microphones. */
  readonly onMicrophone: () => void;
  /** Hears of each utterance that has text. */
  readonly onUtterance: (language: string) => void;
  /** Milliseconds since 1970, as the workers count them. */
  readonly nowMs: () => number;
  readonly nextPaint: () => Promise<void>;
}

/** An engine that ends more often than this in one dictation will not stop doing so. */
const MAX_LOSSES = 3;

/** Speech from the microphone to text at its place, while it is spoken. */
export class Dictation {
  state: DictationState = $state.raw({ kind: 'idle' });
  /** Of the microphone, 0 to 1; 0 while nothing is heard. */
  level = $state.raw(0);
  isSpeaking = $state.raw(false);
  seconds = $state.raw(0);
  latencies: readonly UtteranceLatency[] = $state.raw([]);
  hint: SoundHint | null = $state.raw(null);
  /** The microphone that took the place of one that was unplugged; null where none did. */
  replacedBy: string | null = $state.raw(null);
  isTelephone = $state.raw(false);
  /** Samples of the microphone that came too fast. */
  lostSamples = $state.raw(0);

  #hints = new SoundHints();
  /** Of the utterance that goes on: when its first words were painted. */
  #firstWordMs: number | null = null;
  #microphone: OpenMicrophone | null = null;
  #isStopWanted = false;

  constructor(private readonly parts: DictationParts) {}

  get isOn(): boolean {
    return this.state.kind === 'opening' || this.state.kind === 'listening';
  }

  toggle(target: DictationTarget): void {
    if (this.isOn) this.stop();
    else void this.start(target);
  }

  async start(target: DictationTarget): Promise<void> {
    if (this.isOn || this.state.kind === 'finishing') return;
    this.state = { kind: 'opening' };
    this.#isStopWanted = false;
    target.placeAtCaret();
    try {
      await this.#run(target);
      this.state = { kind: 'idle' };
    } catch (thrown) {
      this.state = { kind: 'failed', code: toAppError(thrown).code };
    } finally {
      await this.#close();
      target.show(null);
    }
  }

  /** What was said so far still becomes text. */
  stop(): void {
    if (!this.isOn) return;
    this.#isStopWanted = true;
    if (this.#microphone) this.#finish();
  }

  async #run(target: DictationTarget): Promise<void> {
    const { clients, newId, onMicrophone } = this.parts;
    const id = newId();
    const microphone = await this.#openMicrophone();
    onMicrophone();
    const line = newTurnLine();
    const listening = clients.listener.listen({
      microphone,
      turns: line.listener,
      pauseMs: null,
      id,
      onEvent: (event) => this.#hear(event),
    });
    // What is said while the model loads waits its turn.
    const writing = this.#write(line.inference, target);
    listening.catch(() => undefined);
    writing.catch(() => this.#finish());
    if (this.#isStopWanted) this.#finish();
    const [{ lostSamples }] = await Promise.all([listening, writing]);
    this.lostSamples += lostSamples;
    // Where it comes to an end otherwise, the sound stays to be asked about.
    await clients.listener.forgetSound(id);
  }

  async #openMicrophone(): Promise<OpenMicrophone> {
    const { openMicrophone, deviceId } = this.parts;
    this.replacedBy = null;
    this.hint = null;
    this.#hints = new SoundHints();
    const microphone = await openMicrophone({
      deviceId: deviceId(),
      noiseSuppression: false,
      onReplaced: (label) => (this.replacedBy = label),
      onEnded: () => this.stop(),
    });
    this.#microphone = microphone;
    this.isTelephone = microphone.isTelephone;
    return microphone;
  }

  /** Where the engine is lost in the middle another one gets what that had in hand, and goes on. */
  async #write(turns: TurnLine, target: DictationTarget): Promise<void> {
    for (let losses = 0; ; losses++) {
      try {
        return await this.#writeOnce(turns, target);
      } catch (thrown) {
        const { code } = toAppError(thrown);
        const isLost = code === 'worker-died' || code === 'gpu-lost';
        if (!isLost || losses === MAX_LOSSES) throw thrown;
        const line = newTurnLine();
        await this.parts.clients.listener.attach(line.listener);
        turns = line.inference;
      }
    }
  }

  async #writeOnce(turns: TurnLine, target: DictationTarget): Promise<void> {
    const { clients, engine, languageValue, vocabulary } = this.parts;
    await engine.start();
    await clients.inference.dictate({
      turns,
      language: toLanguageChoice(languageValue()),
      vocabulary: vocabulary(),
      onEvent: (event) => this.#take(event, target),
    });
  }

  #hear(event: ListenerEvent): void {
    if (event.type === 'hearing') {
      if (this.state.kind === 'opening') this.state = { kind: 'listening' };
      return;
    }
    this.level = event.rms;
    this.hint = this.#hints.take(event);
    this.isSpeaking = event.isSpeaking;
    this.seconds = event.seconds;
  }

  #take(event: DictationEvent, target: DictationTarget): void {
    switch (event.type) {
      case 'hypothesis':
        target.show({ committed: event.committed, tentative: event.tentative });
        if (this.#firstWordMs === null) void this.#timeFirstWord(event.speechStartMs);
        return;
      case 'misfire':
        target.show(null);
        this.#firstWordMs = null;
        return;
      case 'utterance': {
        const text = segmentsOf([event.text])
          .map((segment) => segment.text)
          .join(' ');
        if (text !== '' || event.joint) target.insert(text, event.text.language, event.joint);
        else target.show(null);
        if (text !== '') this.parts.onUtterance(event.text.language);
        void this.#time(event, text.split(' ').length);
      }
    }
  }

  async #timeFirstWord(speechStartMs: number): Promise<void> {
    const { nextPaint, nowMs } = this.parts;
    this.#firstWordMs = nowMs() - speechStartMs;
    await nextPaint();
    if (this.#firstWordMs !== null) this.#firstWordMs = nowMs() - speechStartMs;
  }

  async #time(event: Extract<DictationEvent, { type: 'utterance' }>, words: number): Promise<void> {
    const { nextPaint, nowMs } = this.parts;
    const { speechEndMs, decodedMs, committedWords, revisedWords } = event;
    const firstWordMs = this.#firstWordMs;
    this.#firstWordMs = null;
    await nextPaint();
    const latency = {
      firstWordMs,
      decodedMs: decodedMs - speechEndMs,
      finalMs: nowMs() - speechEndMs,
      words,
      committedWords,
      revisedWords,
    };
    this.latencies = [...this.latencies, latency];
  }

  #finish(): void {
    if (this.state.kind === 'finishing') return;
    this.state = { kind: 'finishing' };
    void this.parts.clients.listener.stop();
  }

  async #close(): Promise<void> {
    this.level = 0;
    this.isSpeaking = false;
    this.hint = null;
    const microphone = this.#microphone;
    this.#microphone = null;
    await microphone?.close();
  }
}
