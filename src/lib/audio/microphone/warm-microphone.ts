import { SampleRing } from '../../core/audio/sample-ring';
import type { MicrophoneOptions, OpenMicrophone } from './microphone';

/** Heard before the next press, and written. */
export const PRE_ROLL_SECONDS = 2;
/** A microphone that nobody uses is let go. */
export const WARM_MS = 3 * 60_000;
const TRIM_MS = 500;

export interface WarmMicrophoneParts {
  readonly open: (options: MicrophoneOptions) => Promise<OpenMicrophone>;
  /** Whether one that was let go stays open. */
  readonly isWanted: () => boolean;
  /** One is open although nobody listens, or no longer. */
  readonly onHeld: (isHeld: boolean) => void;
}

interface Held {
  readonly microphone: OpenMicrophone;
  readonly ring: SampleRing;
  readonly options: MicrophoneOptions;
  readonly lostSamples: number;
  readonly timers: readonly ReturnType<typeof setTimeout>[];
}

/** Opens microphones, and keeps one open for a while: the next dictation begins with what was said just before. */
export class WarmMicrophone {
  #held: Held | null = null;
  /** Who is told what becomes of it. */
  #user: Pick<MicrophoneOptions, 'onReplaced' | 'onEnded' | 'onInterrupted'> | null = null;

  constructor(private readonly parts: WarmMicrophoneParts) {}

  /** @throws AppError see openMicrophone */
  async open(options: MicrophoneOptions): Promise<OpenMicrophone> {
    const held = this.#takeHeld();
    // One that the system has silenced would say nothing for ever.
    const isSame = held?.microphone.isLive() && isSameChoice(held.options, options);
    if (held && !isSame) await held.microphone.close();
    this.#user = options;
    const microphone =
      held && isSame
        ? held.microphone
        : await this.parts.open({
            ...options,
            onReplaced: (label) => this.#user?.onReplaced(label),
            onEnded: () => this.#end(),
            onInterrupted: (isInterrupted, atMs) => this.#interrupt(isInterrupted, atMs),
          });
    return { ...microphone, close: () => this.#letGo(microphone, options) };
  }

  /** Closes one that is held. */
  async release(): Promise<void> {
    await this.#takeHeld()?.microphone.close();
  }

  #letGo(microphone: OpenMicrophone, options: MicrophoneOptions): Promise<void> {
    this.#user = null;
    const { source, sampleRate } = microphone;
    // Messages to a listener that has gone would pile up.
    if (!this.parts.isWanted() || source.kind !== 'ring' || !microphone.isLive()) return microphone.close();
    const ring = new SampleRing(source.memory);
    const trim = () => ring.keepLast(PRE_ROLL_SECONDS * sampleRate);
    const timers = [setInterval(trim, TRIM_MS), setTimeout(() => void this.release(), WARM_MS)];
    this.#held = { microphone, ring, options, lostSamples: ring.lostSamples, timers };
    this.parts.onHeld(true);
    return Promise.resolve();
  }

  #takeHeld(): Held | null {
    const held = this.#held;
    if (!held) return null;
    this.#held = null;
    for (const timer of held.timers) clearTimeout(timer);
    const { ring, lostSamples, microphone } = held;
    // A page that sleeps trims too late, and what is there is old.
    const isWhole = ring.lostSamples === lostSamples;
    ring.keepLast(isWhole ? PRE_ROLL_SECONDS * microphone.sampleRate : 0);
    this.parts.onHeld(false);
    return held;
  }

  /** What was heard before is old by the next press. */
  #interrupt(isInterrupted: boolean, atMs: number): void {
    if (this.#user) this.#user.onInterrupted(isInterrupted, atMs);
    else void this.release();
  }

  #end(): void {
    if (this.#user) this.#user.onEnded();
    else void this.release();
  }
}

function isSameChoice(one: MicrophoneOptions, other: MicrophoneOptions): boolean {
  return (
    one.deviceId === other.deviceId &&
    one.noiseSuppression === other.noiseSuppression &&
    one.autoGain === other.autoGain
  );
}
