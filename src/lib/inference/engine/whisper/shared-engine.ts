import type { TokenDecoder } from '../../../core/whisper/decoding/token-decoder';
import type { EncodedWindow, Engine } from '../../../core/whisper/reading/engine';
import type { Urgency } from '../serving/models';
import type { EngineLock } from './engine-lock';

/** One of those who use an engine. */
export interface EngineUser {
  readonly urgency: Urgency;
  /** Called before each of its calls, when nobody else's runs. */
  readonly beforeCall: () => void;
}

type Take = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** An engine that several use in turn, call by call. */
export class SharedEngine implements Engine {
  constructor(
    private readonly engine: Engine,
    private readonly lock: EngineLock,
    private readonly user: EngineUser,
  ) {}

  get rules(): Engine['rules'] {
    return this.engine.rules;
  }

  get leastContextSeconds(): number {
    return this.engine.leastContextSeconds;
  }

  get growsSounds(): boolean {
    return this.engine.growsSounds;
  }

  async encode(samples: Float32Array, contextSeconds?: number, isGrowing?: boolean): Promise<EncodedWindow> {
    const encoded = await this.#take(() => this.engine.encode(samples, contextSeconds, isGrowing));
    return {
      startDecoder: (seen) => sharedDecoder(encoded.startDecoder(seen), this.#take),
      alignmentKeys: () => this.#take(() => encoded.alignmentKeys()),
      release: () => encoded.release(),
    };
  }

  dispose(): Promise<void> {
    return this.engine.dispose();
  }

  readonly #take: Take = (call) =>
    this.lock.take(this.user.urgency, () => {
      this.user.beforeCall();
      return call();
    });
}

function sharedDecoder(decoder: TokenDecoder, take: Take): TokenDecoder {
  return {
    feed: (texts, options) => take(() => decoder.feed(texts, options)),
    choose: (tokens, options) => take(() => decoder.choose(tokens, options)),
    rewind: (length) => decoder.rewind(length),
    release: () => decoder.release(),
  };
}
