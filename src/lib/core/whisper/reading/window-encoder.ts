import { SAMPLE_RATE } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { contextSeconds } from '../features/audio-context';
import type { SoundContext } from '../decoding/decoding-attempts';
import type { DecodingSettings } from '../decoding/decoding-settings';
import { CHUNK_SECONDS } from '../features/log-mel-spectrogram';
import type { EncodedWindow, Engine } from './engine';

/** A window's sound after the encoder: with a short context, with all its room, or as it grew. Encoded when it is asked for. */
export class WindowEncoder {
  readonly #encoded = new Map<SoundContext, EncodedWindow>();
  readonly #speechContextSeconds: number;

  /** @param silenceSeconds that a short context has behind the window: see contextSeconds */
  constructor(
    private readonly engine: Engine,
    readonly window: AudioWindow,
    private readonly context: DecodingSettings['context'],
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

  async encoded(context: SoundContext = this.context): Promise<EncodedWindow> {
    const wanted = this.isFull && context === 'speech' ? 'full' : context;
    const known = this.#encoded.get(wanted);
    if (known) return known;
    const seconds = wanted === 'full' ? CHUNK_SECONDS : this.#speechContextSeconds;
    const encoded = await this.engine.encode(this.window.samples, seconds, wanted === 'grown');
    this.#encoded.set(wanted, encoded);
    return encoded;
  }

  /** Gives its memory back: what was encoded may not be used afterwards. */
  release(): void {
    for (const encoded of this.#encoded.values()) encoded.release();
    this.#encoded.clear();
  }
}
