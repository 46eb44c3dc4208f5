import { decodeSileroHalves } from '../../core/checkpoint/formats/silero-halves';
import { SILERO_STATE_VALUES } from '../../core/checkpoint/formats/silero-weights';
import { FRAME_SAMPLES } from '../../core/endpointing/speech-regions';
import type { DetectorMemory, VoiceDetector } from '../../core/endpointing/voice-detector';
import { toAppError } from '../../core/errors';
import { Arena } from '../../runtime/kernels/arena';
import { loadKernelModule } from '../../runtime/kernels/kernel-module';
import { FIRST_FREE_ADDRESS, instantiateKernels, type Kernels } from '../../runtime/kernels/kernels';
import { fetchOwnFile } from '../../runtime/own-file';
import { yieldToMessages } from '../../runtime/yield-to-messages';
import { placeVoice } from './placed-voice';
import weightsUrl from './silero-16khz.f16?url';

/** Samples of the frame before, given again with each frame: an onset between two frames is seen whole. */
const CONTEXT_SAMPLES = 64;
const INPUT_SAMPLES = CONTEXT_SAMPLES + FRAME_SAMPLES;
/** Two seconds, between which the thread takes its messages. */
const FRAMES_AT_ONCE = 64;
/** 4 MB: weights and what they are packed from take half of it. */
const MOST_PAGES = 64;

const NOTHING_HEARD: DetectorMemory = {
  state: new Float32Array(2 * SILERO_STATE_VALUES),
  context: new Float32Array(CONTEXT_SAMPLES),
};

/** Silero v6 on our kernels, loaded once per worker and shared by the recordings that are read in it. */
export class SileroModel {
  readonly #voice: number;
  /** Addresses of a frame with its context, and of the state. */
  readonly #samples: number;
  readonly #state: number;

  /** @param file silero-16khz.f16 */
  constructor(
    file: Uint8Array,
    private readonly kernels: Kernels,
    private readonly arena: Arena,
  ) {
    this.#voice = placeVoice(decodeSileroHalves(file), arena, kernels);
    this.#samples = arena.take(4 * INPUT_SAMPLES).address;
    this.#state = arena.take(4 * 2 * SILERO_STATE_VALUES).address;
  }

  /** @throws AppError 'wasm-unsupported', 'app-not-loaded' or 'engine-failed' */
  static async load(): Promise<SileroModel> {
    const [{ module }, file] = await Promise.all([
      // Frames are too small to be worth a second thread.
      loadKernelModule({ isShared: false }),
      fetchOwnFile(new URL(weightsUrl, self.location.href).href),
    ]);
    try {
      const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
      const kernels = instantiateKernels(module, memory);
      const bytes = new Uint8Array(await file.arrayBuffer());
      return new SileroModel(bytes, kernels, new Arena(memory, FIRST_FREE_ADDRESS));
    } catch (cause) {
      throw toAppError(cause, 'engine-failed');
    }
  }

  /** A detector with a memory of its own, for one recording. */
  newDetector(memory: DetectorMemory = NOTHING_HEARD): VoiceDetector {
    return new SileroVad(this, memory);
  }

  /**
   * Judges some frames.
   *
   * @param samples the context and whole frames
   * @param state (2, 128), what is remembered of those before
   */
  run(
    samples: Float32Array,
    state: Float32Array,
  ): { readonly probabilities: Float32Array; readonly state: Float32Array<ArrayBuffer> } {
    const input = this.arena.floats(this.#samples, INPUT_SAMPLES);
    const kept = this.arena.floats(this.#state, 2 * SILERO_STATE_VALUES);
    kept.set(state);
    const probabilities = new Float32Array(Math.floor(samples.length / FRAME_SAMPLES));
    for (let frame = 0; frame < probabilities.length; frame++) {
      const start = frame * FRAME_SAMPLES;
      input.set(samples.subarray(start, start + INPUT_SAMPLES));
      probabilities[frame] = this.kernels.judgeVoice(this.#voice, this.#samples, this.#state);
    }
    return { probabilities, state: kept.slice() };
  }
}

class SileroVad implements VoiceDetector {
  #memory: DetectorMemory;

  constructor(
    private readonly model: SileroModel,
    memory: DetectorMemory,
  ) {
    this.#memory = memory;
  }

  get memory(): DetectorMemory {
    return this.#memory;
  }

  async probabilities(samples: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    const probabilities = new Float32Array(Math.ceil(samples.length / FRAME_SAMPLES));
    for (let first = 0; first < probabilities.length; first += FRAMES_AT_ONCE) {
      if (first > 0) await yieldToMessages();
      const count = Math.min(FRAMES_AT_ONCE, probabilities.length - first);
      const block = samples.subarray(first * FRAME_SAMPLES, (first + count) * FRAME_SAMPLES);
      probabilities.set(this.#judge(block, count), first);
    }
    return probabilities;
  }

  /** @param block a last frame may be short: the rest counts as silence */
  #judge(block: Float32Array, count: number): Float32Array {
    const { context, state: remembered } = this.#memory;
    const input = new Float32Array(CONTEXT_SAMPLES + count * FRAME_SAMPLES);
    input.set(context);
    input.set(block, CONTEXT_SAMPLES);
    const { probabilities, state } = this.model.run(input, remembered);
    this.#memory = { state, context: input.slice(-CONTEXT_SAMPLES) };
    return probabilities;
  }
}
