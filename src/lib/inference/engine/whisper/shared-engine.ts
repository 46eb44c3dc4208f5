import type { TokenDecoder } from '../../../core/whisper/decoding/token-decoder';
import type { EncodedWindow, Engine } from '../../../core/whisper/reading/engine';
import type { Urgency } from '../serving/models';
import type { EngineLock } from './engine-lock';
import { JointTurns } from './joint-turns';

/** One of those who use an engine. */
export interface EngineUser {
  readonly urgency: Urgency;
  /** Called before each of its calls, when nobody else's runs. */
  readonly beforeCall: () => void;
  /** Hears how long each of its calls has waited for those of others. */
  readonly onWaited?: (milliseconds: number) => void;
}

type Take = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** An engine that several use in turn, call by call. The decoders of one user's windows take their steps together. */
export class SharedEngine implements Engine {
  readonly #joint: JointTurns | null;
  /** Sounds that are not given back. */
  #sounds = 0;

  constructor(
    private readonly engine: Engine,
    private readonly lock: EngineLock,
    private readonly user: EngineUser,
  ) {
    // Live speech has one window, and waits for nobody.
    const isJoint = engine.windowsAtOnce > 1 && user.urgency === 'file';
    this.#joint = isJoint ? new JointTurns(this.#take, () => this.#sounds <= 1) : null;
  }

  get rules(): Engine['rules'] {
    return this.engine.rules;
  }

  get leastContextSeconds(): number {
    return this.engine.leastContextSeconds;
  }

  get growsSounds(): boolean {
    return this.engine.growsSounds;
  }

  get windowsAtOnce(): number {
    return this.engine.windowsAtOnce;
  }

  async encode(samples: Float32Array, contextSeconds?: number, isGrowing?: boolean): Promise<EncodedWindow> {
    const encoded = await this.#take(() => this.engine.encode(samples, contextSeconds, isGrowing));
    let isHeld = true;
    this.#sounds++;
    return {
      startDecoder: (seen) => this.#shared(encoded.startDecoder(seen)),
      alignmentKeys: () => this.#take(() => encoded.alignmentKeys()),
      release: () => {
        if (isHeld) this.#sounds--;
        isHeld = false;
        encoded.release();
      },
    };
  }

  dispose(): Promise<void> {
    return this.engine.dispose();
  }

  #shared(decoder: TokenDecoder): TokenDecoder {
    const joint = this.#joint;
    const take: Take = joint ? (call) => joint.take(call) : this.#take;
    return {
      feed: (texts, options) => take(() => decoder.feed(texts, options)),
      // One step a turn where there are others, so that they take it together, and live speech waits for no more.
      choose: (tokens, options) =>
        take(() => decoder.choose(tokens, joint && this.#sounds > 1 ? { ...options, steps: 1 } : options)),
      rewind: (length) => decoder.rewind(length),
      release: () => decoder.release(),
    };
  }

  readonly #take: Take = (call) => {
    const { urgency, beforeCall, onWaited = () => undefined } = this.user;
    const askedMs = performance.now();
    return this.lock.take(urgency, () => {
      onWaited(performance.now() - askedMs);
      beforeCall();
      return call();
    });
  };
}
