import type { Engine } from '../../../core/whisper/reading/engine';
import { WhisperRecogniser } from '../../../core/whisper/reading/whisper-recogniser';
import type { EngineDescription } from '../../../protocol/loading';
import type { ModelBytes } from '../../../protocol/residency';
import { yieldToMessages } from '../../../runtime/yield-to-messages';
import type { RecogniserUser } from '../serving/models';
import type { Cancellation } from '../whisper/cancellation';
import { IDLE_MS, type EngineLock } from '../whisper/engine-lock';
import { SharedEngine } from '../whisper/shared-engine';
import type { WhisperEngine } from '../whisper/whisper-engine';
import type { ResidentEngine } from './resident';

export interface ResidentWhisperParts {
  readonly engine: WhisperEngine;
  readonly description: EngineDescription;
  /** That of all models. */
  readonly lock: EngineLock;
  /** That of this engine's calls. */
  readonly cancellation: Cancellation;
}

/** Our Whisper, ready: its users take turns, with those of other models too. */
export class ResidentWhisper implements ResidentEngine {
  readonly warmed: Promise<void>;
  #isWarm = false;
  #isGone = false;

  constructor(private readonly parts: ResidentWhisperParts) {
    this.warmed = this.#warmUpWhenIdle();
  }

  get description(): EngineDescription {
    return this.parts.description;
  }

  get bytes(): ModelBytes {
    return this.parts.engine.bytes;
  }

  get isWarm(): boolean {
    return this.#isWarm;
  }

  async recogniserFor(user: RecogniserUser): Promise<WhisperRecogniser> {
    return new WhisperRecogniser(await this.engineFor(user));
  }

  /**
   * For one of its users: their calls take turns, live speech first. A file waits until it is warm, so that its text
   * does not depend on when it came.
   *
   * @throws CancelledError once the user is called off; AppError out-of-memory
   */
  async engineFor(user: RecogniserUser): Promise<Engine> {
    const { engine, lock, cancellation } = this.parts;
    const beforeCall = () => cancellation.watch(user);
    const step = async () => {
      beforeCall();
      this.#warmUpStep();
      await cancellation.breathe();
    };
    if (user.urgency === 'file') {
      do await lock.take(user.urgency, step);
      while (!this.#isWarm);
    }
    const { urgency, onWaited } = user;
    return new SharedEngine(engine, lock, { urgency, beforeCall, ...(onWaited && { onWaited }) });
  }

  /** When no call runs: onnxruntime must not be asked for two things at once. */
  dispose(): Promise<void> {
    this.#isGone = true;
    return this.parts.lock.take('live', () => this.parts.engine.dispose());
  }

  /** Between the calls of those who use it, where they leave room. */
  async #warmUpWhenIdle(): Promise<void> {
    const { lock } = this.parts;
    const step = () => {
      if (!this.#isGone) this.#warmUpStep();
      return Promise.resolve();
    };
    try {
      // Once it is told that the model is ready.
      await yieldToMessages();
      while (!this.#isWarm && !this.#isGone) {
        await lock.takeWhenIdle(IDLE_MS, step);
        await yieldToMessages();
      }
    } catch (thrown) {
      // Whoever needs it is told so.
      console.error(thrown);
    }
  }

  #warmUpStep(): void {
    this.#isWarm = this.parts.engine.warmUpStep();
  }
}
