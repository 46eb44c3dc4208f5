import { toAppError, type ErrorCode } from '../core/errors';
import { segmentsOf } from '../core/transcript/transcript';
import type { DictationEvent } from '../protocol/inference';
import type { ListenerEvent } from '../protocol/listener';
import type { OpenMicrophone } from '../audio/microphone';
import { AutoStop } from './auto-stop';
import type { DictationParts, DictationTarget, LiveText } from './dictation-parts';
import { SoundGaps, type SoundGap } from './sound-gaps';
import { SoundHints, type SoundHint } from './sound-hints';
import { newTurnLine } from './turn-line';
import type { UtteranceLatency } from './utterance-latency';
import { writeTurns } from './write-turns';

export type DictationState =
  | { readonly kind: 'idle' }
  /** The microphone is being asked for; nothing is heard yet. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'listening' }
  /** What was said last is being written. */
  | { readonly kind: 'finishing' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

/** Speech from the microphone to text at its place, while it is spoken. */
export class Dictation {
  state: DictationState = $state.raw({ kind: 'idle' });
  /** Of the microphone, 0 to 1; 0 while nothing is heard. */
  level = $state.raw(0);
  isSpeaking = $state.raw(false);
  seconds = $state.raw(0);
  /** Words that are being said; null between utterances. */
  live: LiveText | null = $state.raw(null);
  /** The last utterance, as it was written. */
  lastText = $state.raw('');
  latencies: readonly UtteranceLatency[] = $state.raw([]);
  hint: SoundHint | null = $state.raw(null);
  /** The microphone that took the place of one that was unplugged; null where none did. */
  replacedBy: string | null = $state.raw(null);
  isTelephone = $state.raw(false);
  /** Samples of the microphone that came too fast. */
  lostSamples = $state.raw(0);
  /** Heard, but not kept while they were spoken. */
  unkeptSeconds = $state.raw(0);
  /** Where the microphone was interrupted. */
  gaps: readonly SoundGap[] = $state.raw([]);

  /** Engines that ended in the middle and were replaced. */
  lostEngines = $state.raw(0);

  #hints = new SoundHints(false);
  #autoStop = new AutoStop(null);
  /** Of the utterance that goes on: when its first words were painted. */
  #firstWordMs: number | null = null;
  #microphone: OpenMicrophone | null = null;
  #isStopWanted = false;

  constructor(private readonly parts: DictationParts) {}

  get isOn(): boolean {
    return this.state.kind === 'opening' || this.state.kind === 'listening';
  }

  /** The last text may still be on its way. */
  get isUnderWay(): boolean {
    return this.isOn || this.state.kind === 'finishing';
  }

  toggle(target: DictationTarget): void {
    if (this.isOn) this.stop();
    else void this.start(target);
  }

  async start(target: DictationTarget): Promise<void> {
    if (this.isUnderWay) return;
    this.state = { kind: 'opening' };
    this.#isStopWanted = false;
    target.placeAtCaret();
    try {
      await this.#run(target);
      this.state = { kind: 'idle' };
      this.parts.onSession('stop', target);
    } catch (thrown) {
      this.state = { kind: 'failed', code: toAppError(thrown).code };
    } finally {
      await this.#close();
      this.#show(null, target);
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
      pauseMs: this.parts.choices().pauseMs,
      id,
      onEvent: (event) => this.#hear(event, target),
    });
    // What is said while the model loads waits its turn.
    const unheard = new AbortController();
    const writing = writeTurns(this.parts, line.inference, {
      signal: unheard.signal,
      onEvent: (event) => this.#take(event, target),
      onLost: () => this.lostEngines++,
    });
    listening.catch(() => unheard.abort());
    writing.catch(() => unheard.signal.aborted || this.#finish());
    if (this.#isStopWanted) this.#finish();
    const [{ lostSamples, unkeptSeconds }] = await Promise.all([listening, writing]);
    this.lostSamples += lostSamples;
    this.unkeptSeconds += unkeptSeconds;
    // Where it comes to an end otherwise, the sound stays to be asked about.
    await clients.listener.forgetSound(id);
  }

  async #openMicrophone(): Promise<OpenMicrophone> {
    const { openMicrophone, deviceId, choices } = this.parts;
    const { noiseSuppression, autoGain, autoStopSeconds } = choices();
    this.replacedBy = null;
    this.hint = null;
    this.gaps = [];
    const gaps = new SoundGaps();
    this.#autoStop = new AutoStop(autoStopSeconds);
    const microphone = await openMicrophone({
      deviceId: deviceId(),
      noiseSuppression,
      autoGain,
      onReplaced: (label) => (this.replacedBy = label),
      onEnded: () => this.stop(),
      onInterrupted: (isInterrupted, atMs) => (this.gaps = gaps.take(isInterrupted, atMs, this.seconds)),
    });
    this.#microphone = microphone;
    this.#hints = new SoundHints(microphone.isAmplified);
    this.isTelephone = microphone.isTelephone;
    return microphone;
  }

  #hear(event: ListenerEvent, target: DictationTarget): void {
    if (event.type === 'hearing') {
      if (this.state.kind === 'opening') this.state = { kind: 'listening' };
      this.parts.onSession('start', target);
      return;
    }
    this.level = event.rms;
    this.hint = this.#hints.take(event);
    this.isSpeaking = event.isSpeaking;
    this.seconds = event.seconds;
    if (this.#autoStop.take(event)) this.stop();
  }

  #take(event: DictationEvent, target: DictationTarget): void {
    switch (event.type) {
      case 'hypothesis':
        this.#show({ committed: event.committed, tentative: event.tentative }, target);
        if (this.#firstWordMs === null) void this.#timeFirstWord(event.speechStartMs);
        return;
      case 'misfire':
        this.#show(null, target);
        this.#firstWordMs = null;
        return;
      case 'utterance': {
        const text = segmentsOf([event.text])
          .map((segment) => segment.text)
          .join(' ');
        if (text !== '' || event.joint) target.insert(text, event.text.language, event.joint);
        this.#show(null, target);
        if (text !== '') {
          this.lastText = text;
          this.parts.onUtterance(event.text.language, target);
        }
        void this.#time(event, text.split(' ').length);
      }
    }
  }

  #show(text: LiveText | null, target: DictationTarget): void {
    this.live = text;
    target.show(text);
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
