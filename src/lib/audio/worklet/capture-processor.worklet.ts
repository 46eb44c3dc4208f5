import { SampleRing, type SampleRingMemory } from '../../core/audio/sample-ring';

/** Samples that are posted at once where there is no shared memory: 43 ms at 48 kHz. */
const BATCH_SAMPLES = 2048;

interface CaptureOptions {
  readonly ring: SampleRingMemory | null;
  readonly port: MessagePort | null;
}

/** Takes the microphone's samples off the audio thread. Nothing is allocated or posted while there is shared memory. */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #ring: SampleRing | null;
  readonly #port: MessagePort | null;
  readonly #batch = new Float32Array(BATCH_SAMPLES);
  #filled = 0;

  constructor(options: { readonly processorOptions: CaptureOptions }) {
    super();
    const { ring, port } = options.processorOptions;
    this.#ring = ring && new SampleRing(ring);
    this.#port = port;
  }

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const channel = input?.[0];
    if (!channel) return true;
    if (this.#ring) this.#ring.push(channel);
    else this.#post(channel);
    return true;
  }

  #post(channel: Float32Array): void {
    this.#batch.set(channel, this.#filled);
    this.#filled += channel.length;
    if (this.#filled < BATCH_SAMPLES) return;
    const batch = this.#batch.slice();
    this.#port?.postMessage(batch, [batch.buffer]);
    this.#filled = 0;
  }
}

registerProcessor('capture', CaptureProcessor);
