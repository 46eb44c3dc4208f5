import type { DictationEvent } from '../../core/recognition/dictation-session';
import { AppError, CancelledError, toAppError } from '../../core/errors';
import { textOfWindow } from '../../core/transcript/transcript';
import type { ListenerEvent } from '../../protocol/listener';
import type { OpenMicrophone } from '../../audio/microphone/microphone';
import { AutoStop } from './auto-stop';
import { whenAborted, whenStalled } from './stall-limit';
import type { DictationParts, LiveText } from './dictation-parts';
import type { DictationState } from './dictation-state';
import { preloadModels } from './preload-models';
import { RunningListener } from './running-listener';
import { SoundGaps, type SoundGap } from './sound/sound-gaps';
import { SoundHints, type SoundHint } from './sound/sound-hints';
import { SoundHold } from './sound-hold';
import { newDecodeRequestChannel } from './decode-request-channel';
import { transcribeUtterances } from './transcribe-utterances';
import { WritingPace } from './pace/writing-pace.svelte';

/** Speech from the microphone to text at its place, while it is spoken. */
export class Dictation {
  state: DictationState = $state.raw({ kind: 'idle' });
  /** The level of the microphone, 0 to 1; 0 while nothing is heard. */
  level = $state.raw(0);
  seconds = $state.raw(0);
  /** Words that are being said; null between utterances. */
  live: LiveText | null = $state.raw(null);
  /** The last utterance, as it was written. */
  lastText = $state.raw('');
  readonly pace: WritingPace;
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
  #microphone: OpenMicrophone | null = null;
  #isStopWanted = false;
  #listener: RunningListener | null = null;
  /** Ends the dictation that is under way without waiting for anything. */
  #calledOff = new AbortController();
  /** Something has come since that was asked last. */
  #hasMoved = false;

  constructor(private readonly parts: DictationParts) {
    this.pace = new WritingPace(parts);
  }

  get isOn(): boolean {
    return this.state.kind === 'opening' || this.state.kind === 'listening';
  }

  /** The last text may still be on its way. */
  get isUnderWay(): boolean {
    return this.isOn || this.state.kind === 'finishing';
  }

  /** Makes ready what is slow, before anybody speaks. */
  prepare(): Promise<void> {
    return preloadModels(this.parts);
  }

  async start(): Promise<void> {
    if (this.isUnderWay) return;
    const { parts } = this;
    const end = parts.work.begin('dictation');
    const id = parts.newId();
    const sound = new SoundHold(parts, id);
    this.state = { kind: 'opening' };
    this.#isStopWanted = false;
    this.#listener = null;
    this.#calledOff = new AbortController();
    this.pace.begin();
    const isWritten = await this.#runToItsEnd(id);
    await this.#close();
    this.#show(null);
    end();
    await sound.end(isWritten, this.#listener);
  }

  /** What was said so far still becomes text. A second time: without waiting for a microphone that does not answer. */
  stop(): void {
    if (!this.isOn) return;
    if (this.#isStopWanted) return this.cancel();
    this.#isStopWanted = true;
    if (this.#microphone) this.#finish();
  }

  /** Waits for no more text. The sound is kept, and offered. */
  cancel(): void {
    this.#calledOff.abort();
  }

  /** @returns whether all that was said is in the document */
  async #runToItsEnd(id: string): Promise<boolean> {
    const { document, onSession } = this.parts;
    try {
      if (!(await document.claim())) throw new AppError('dictating-elsewhere', 'another window dictates');
      document.placeAtCaret();
      const { signal } = this.#calledOff;
      await Promise.race([this.#run(id), whenAborted(signal), whenStalled(() => this.#isMoving(), signal)]);
      this.state = { kind: 'idle' };
      onSession('stop');
      return true;
    } catch (thrown) {
      const isCalledOff = thrown instanceof CancelledError;
      this.state = isCalledOff ? { kind: 'idle' } : { kind: 'failed', code: toAppError(thrown).code };
      return false;
    } finally {
      // Whoever still waits for it waits no longer.
      this.#calledOff.abort();
    }
  }

  /** While a person speaks, or the engine is on its way, which has limits of its own, nothing is waited for. */
  #isMoving(): boolean {
    const hasMoved = this.#hasMoved || this.isOn || this.parts.engine.progress !== null;
    this.#hasMoved = false;
    return hasMoved;
  }

  async #run(id: string): Promise<void> {
    const { clients, onMicrophone } = this.parts;
    const { signal } = this.#calledOff;
    const microphone = await this.#openMicrophone(signal);
    onMicrophone();
    const line = newDecodeRequestChannel();
    const listener = new RunningListener(clients.listener, {
      microphone,
      requests: line.listener,
      pauseMs: this.parts.choices().pauseMs,
      id,
      signal,
      onEvent: (event) => signal.aborted || this.#hear(event),
    });
    // What is said while the model loads waits its turn.
    const unheard = new AbortController();
    const writing = transcribeUtterances(this.parts, line.inference, {
      signal: AbortSignal.any([unheard.signal, signal]),
      onEvent: (event) => signal.aborted || this.#take(event),
      onReady: (engine) => this.pace.noteReady(engine),
      onLost: () => this.lostEngines++,
    });
    this.#listener = listener;
    listener.taken.catch(() => unheard.abort());
    // What is heard after that has no text: it is kept, and offered.
    writing.catch(() => unheard.signal.aborted || this.#finish());
    signal.addEventListener('abort', () => listener.stop());
    if (this.#isStopWanted) this.#finish();
    const [{ lostSamples, unkeptSeconds }] = await Promise.all([listener.ended, listener.taken, writing]);
    this.lostSamples += lostSamples;
    this.pace.noteLost(lostSamples);
    this.unkeptSeconds += unkeptSeconds;
  }

  /** One that comes when nobody waits for it any more is closed at once. */
  async #openMicrophone(signal: AbortSignal): Promise<OpenMicrophone> {
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
    if (signal.aborted) {
      await microphone.close();
      throw new CancelledError();
    }
    this.#microphone = microphone;
    this.#hints = new SoundHints(microphone.isAmplified);
    this.isTelephone = microphone.isTelephone;
    return microphone;
  }

  #hear(event: ListenerEvent): void {
    if (event.type === 'hearing') {
      if (this.state.kind === 'opening') this.state = { kind: 'listening' };
      this.parts.onSession('start');
      return;
    }
    this.level = event.rms;
    this.hint = this.#hints.take(event);
    this.seconds = event.seconds;
    this.pace.hear(event.isSpeaking);
    if (this.#autoStop.take(event)) this.stop();
  }

  #take(event: DictationEvent): void {
    this.#hasMoved = true;
    const text = event.type === 'utterance' ? textOfWindow(event.text) : '';
    const words = text.split(' ').length;
    switch (event.type) {
      case 'hypothesis':
        this.#show(event);
        break;
      case 'misfire':
        this.#show(null);
        break;
      case 'utterance':
        if (text !== '' || event.seam) this.parts.document.insert(text, event.text.language, event.seam);
        this.#show(null);
        if (text === '') break;
        this.lastText = text;
        this.parts.onUtterance(event.text.language, words);
    }
    this.pace.take(event, words);
  }

  #show(text: LiveText | null): void {
    this.live = text;
    this.parts.document.show(text);
  }

  #finish(): void {
    // A call that is called off comes to its end when all is over.
    if (!this.isOn) return;
    this.state = { kind: 'finishing' };
    this.#listener?.stop();
  }

  async #close(): Promise<void> {
    this.level = 0;
    this.pace.end();
    this.hint = null;
    const microphone = this.#microphone;
    this.#microphone = null;
    await microphone?.close();
  }
}
