import { SAMPLE_RATE } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { contextSeconds } from '../features/audio-context';
import type { DecodingSettings } from '../decoding/decoding-settings';
import { CHUNK_SECONDS } from '../features/log-mel-spectrogram';
import type { EncodedWindow, Engine } from './engine';

type Context = DecodingSettings['context'];

/** A window's sound after the encoder: with a short context, or with all its room. Encoded when it is asked for. */
export class WindowEncoder {
  readonly #encoded = new Map<Context, EncodedWindow>();
  readonly #speechContextSeconds: number;

  /** @param silenceSeconds that a short context has behind the window: see contextSeconds */
  constructor(
    private readonly engine: Engine,
    readonly window: AudioWindow,
    private readonly context: Context,
    silenceSeconds?: number,
  ) {
    const { leastContextSeconds } = engine;
    const needs = { silenceSeconds, leastContextSeconds };
    const seconds = contextSeconds(window.samples.length / SAMPLE_RATE, needs);
    this.#speechContextSeconds = context === 'full' ? CHUNK_SECONDS : seconds;
  }

  /** The short context leaves nothing out. */
  get isFull(): boolean {
    return this.#speechContextSeconds === CHUNK_SECONDS;
  }

  async encoded(context: Context = this.context): Promise<EncodedWindow> {
    const wanted = this.isFull ? 'full' : context;
    const known = this.#encoded.get(wanted);
    if (known) return known;
    const seconds = wanted === 'full' ? CHUNK_SECONDS : this.#speechContextSeconds;
    const encoded = await this.engine.encode(this.window.samples, seconds);
    this.#encoded.set(wanted, encoded);
    return encoded;
  }

  /** Gives its memory back: what was encoded may not be used afterwards. */
  release(): void {
    for (const encoded of this.#encoded.values()) encoded.release();
    this.#encoded.clear();
  }
}
