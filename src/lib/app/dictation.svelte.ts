import { toAppError, type ErrorCode } from '../core/errors';
import { percentile } from '../core/metrics/percentiles';
import { segmentsOf } from '../core/transcript/transcript';
import type { DictationEvent } from '../protocol/inference';
import type { ListenerEvent } from '../protocol/listener';
import type { OpenMicrophone, MicrophoneOptions } from '../audio/microphone';
import type { DictationClients } from './dictation-clients';
import type { EngineStarter } from './engine-starter.svelte';
import { toLanguageChoice } from './language-choice';

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
  insert(text: string, language: string): void;
}

/** Of one utterance, from the last sample of speech. Milliseconds. */
export interface UtteranceLatency {
  readonly decodedMs: number;
  /** Painted: what a person feels. */
  readonly finalMs: number;
}

export interface DictationParts {
  readonly clients: DictationClients;
  readonly engine: EngineStarter;
  readonly openMicrophone: (options: MicrophoneOptions) => Promise<OpenMicrophone>;
  readonly languageValue: () => string;
  readonly vocabulary: () => readonly string[];
  readonly deviceId: () => string | null;
  /** Milliseconds since 1970, as the workers count them. */
  readonly nowMs: () => number;
  readonly nextPaint: () => Promise<void>;
}

/** Speech from the microphone to text at its place, while it is spoken. */
export class Dictation {
  state: DictationState = $state.raw({ kind: 'idle' });
  /** Of the microphone, 0 to 1; 0 while nothing is heard. */
  level = $state.raw(0);
  isSpeaking = $state.raw(false);
  seconds = $state.raw(0);
  latencies: readonly UtteranceLatency[] = $state.raw([]);
  /** The microphone in use. */
  microphoneName = $state.raw('');

  #microphone: OpenMicrophone | null = null;
  #isStopWanted = false;

  constructor(private readonly parts: DictationParts) {}

  get isOn(): boolean {
    return this.state.kind === 'opening' || this.state.kind === 'listening';
  }

  /** Milliseconds from the last sound to the text on the page, of this session; null before the first. */
  get finalLatency(): { readonly last: number; readonly p50: number; readonly p95: number } | null {
    const all = this.latencies.map(({ finalMs }) => finalMs);
    const last = all.at(-1);
    return last === undefined ? null : { last, p50: percentile(all, 0.5), p95: percentile(all, 0.95) };
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
    const { clients, openMicrophone, deviceId } = this.parts;
    const microphone = await openMicrophone({
      deviceId: deviceId(),
      noiseSuppression: false,
      onEnded: () => this.stop(),
    });
    this.#microphone = microphone;
    this.microphoneName = microphone.label;
    const { port1, port2 } = new MessageChannel();
    const listening = clients.listener.listen({
      microphone,
      turns: port1,
      pauseMs: null,
      onEvent: (event) => this.#hear(event),
    });
    // What is said while the model loads waits its turn.
    const writing = this.#write(port2, target);
    listening.catch(() => undefined);
    writing.catch(() => this.#finish());
    if (this.#isStopWanted) this.#finish();
    await Promise.all([listening, writing]);
  }

  async #write(turns: MessagePort, target: DictationTarget): Promise<void> {
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
    this.isSpeaking = event.isSpeaking;
    this.seconds = event.seconds;
  }

  #take(event: DictationEvent, target: DictationTarget): void {
    switch (event.type) {
      case 'hypothesis':
        target.show({ committed: event.committed, tentative: event.tentative });
        return;
      case 'misfire':
        target.show(null);
        return;
      case 'utterance': {
        const text = segmentsOf([event.text])
          .map((segment) => segment.text)
          .join(' ');
        if (text === '') target.show(null);
        else target.insert(text, event.text.language);
        void this.#time(event);
      }
    }
  }

  async #time({ speechEndMs, decodedMs }: Extract<DictationEvent, { type: 'utterance' }>): Promise<void> {
    const { nextPaint, nowMs } = this.parts;
    await nextPaint();
    const latency = { decodedMs: decodedMs - speechEndMs, finalMs: nowMs() - speechEndMs };
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
    const microphone = this.#microphone;
    this.#microphone = null;
    await microphone?.close();
  }
}
