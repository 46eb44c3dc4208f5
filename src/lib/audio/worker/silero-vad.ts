import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url';
import type { InferenceSession } from 'onnxruntime-web';
import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { FRAME_SAMPLES } from '../../core/endpointing/speech-regions';
import type { DetectorMemory, VoiceDetector } from '../../core/endpointing/voice-detector';
import { AppError } from '../../core/errors';
import { loadOnnxRuntime, type Ort } from '../../runtime/onnx-runtime';
import { Turns } from './turns';

const STATE_SHAPE = [2, 1, 128];
const STATE_VALUES = 2 * 1 * 128;
/** Of the frame before, given again with each frame: an onset between two frames is seen whole. */
const CONTEXT_SAMPLES = 64;

const NOTHING_HEARD: DetectorMemory = {
  state: new Float32Array(STATE_VALUES),
  context: new Float32Array(CONTEXT_SAMPLES),
};

/** Silero v6, loaded once per worker and shared by the recordings that are read in it. */
export class SileroModel {
  /** Runs of one runtime must not overlap (onnxruntime-web 1.30). */
  readonly #runs = new Turns();

  private constructor(
    private readonly ort: Ort,
    private readonly session: InferenceSession,
  ) {}

  /** @throws AppError 'wasm-unsupported' or 'engine-failed' */
  static async load(): Promise<SileroModel> {
    // Frames are too small to be worth a second thread.
    const { ort } = await loadOnnxRuntime(1);
    try {
      const url = new URL(modelUrl, self.location.href).href;
      return new SileroModel(ort, await ort.InferenceSession.create(url, { executionProviders: ['wasm'] }));
    } catch (cause) {
      throw new AppError('engine-failed', 'the voice detector did not load', { cause });
    }
  }

  /** A detector with a memory of its own, for one recording. */
  newDetector(memory: DetectorMemory = NOTHING_HEARD): VoiceDetector {
    return new SileroVad(this, memory);
  }

  /** Judges frames without another recording coming in between. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#runs.take(work);
  }

  /**
   * @param input the context and a frame
   * @see silero-vad 6, utils_vad.py, OnnxWrapper.__call__
   */
  async run(
    input: Float32Array,
    state: Float32Array,
  ): Promise<{ readonly probability: number; readonly state: Float32Array<ArrayBuffer> }> {
    const { ort } = this;
    const { output, stateN } = await this.session.run({
      input: new ort.Tensor('float32', input, [1, input.length]),
      state: new ort.Tensor('float32', state, STATE_SHAPE),
      sr: new ort.Tensor('int64', [BigInt(SAMPLE_RATE)]),
    });
    const probability = output?.data[0];
    if (typeof probability !== 'number' || !(stateN?.data instanceof Float32Array))
      throw new TypeError('the voice detector gave something else than expected');
    return { probability, state: Float32Array.from(stateN.data) };
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

  probabilities(samples: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    return this.model.inTurn(async () => {
      const probabilities = new Float32Array(Math.ceil(samples.length / FRAME_SAMPLES));
      for (let i = 0; i < probabilities.length; i++) {
        probabilities[i] = await this.#probability(
          samples.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES),
        );
      }
      return probabilities;
    });
  }

  /** @param frame a last one may be short: the rest counts as silence */
  async #probability(frame: Float32Array): Promise<number> {
    const input = new Float32Array(CONTEXT_SAMPLES + FRAME_SAMPLES);
    input.set(this.#memory.context);
    input.set(frame, CONTEXT_SAMPLES);
    try {
      const { probability, state } = await this.model.run(input, this.#memory.state);
      this.#memory = { state, context: input.slice(-CONTEXT_SAMPLES) };
      return probability;
    } catch (cause) {
      throw new AppError('engine-failed', 'the voice detector failed', { cause });
    }
  }
}
