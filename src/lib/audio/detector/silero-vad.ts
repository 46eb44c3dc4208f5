import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url';
import type { InferenceSession } from 'onnxruntime-web';
import { FRAME_SAMPLES } from '../../core/endpointing/speech-regions';
import type { DetectorMemory, VoiceDetector } from '../../core/endpointing/voice-detector';
import { AppError, toAppError } from '../../core/errors';
import { onnxConstants } from '../../core/graph/onnx-constants';
import { buildSileroGraph, SILERO_IO, SILERO_STATE_VALUES } from '../../core/graph/silero-graph';
import { SerialQueue } from '../../core/serial-queue';
import { createSession, loadOnnxRuntime, type Ort } from '../../runtime/onnx-runtime';
import { fetchOwnFile } from '../../runtime/own-file';

/** Samples of the frame before, given again with each frame: an onset between two frames is seen whole. */
const CONTEXT_SAMPLES = 64;
/** Two seconds: more at once are no faster. */
const FRAMES_AT_ONCE = 64;
/** What matrix products take at once: so filled up, a frame's result does not depend on how many come with it. */
const FRAMES_MULTIPLE = 4;

const NOTHING_HEARD: DetectorMemory = {
  state: new Float32Array(2 * SILERO_STATE_VALUES),
  context: new Float32Array(CONTEXT_SAMPLES),
};

/** Silero v6, loaded once per worker and shared by the recordings that are read in it. */
export class SileroModel {
  /** Runs of one runtime must not overlap (onnxruntime-web 1.30). */
  readonly #runs = new SerialQueue();

  private constructor(
    private readonly ort: Ort,
    private readonly session: InferenceSession,
  ) {}

  /** @throws AppError 'wasm-unsupported', 'app-not-loaded' or 'engine-failed' */
  static async load(): Promise<SileroModel> {
    const [{ ort }, file] = await Promise.all([
      // Frames are too small to be worth a second thread.
      loadOnnxRuntime(1),
      fetchOwnFile(new URL(modelUrl, self.location.href).href),
    ]);
    try {
      const graph = buildSileroGraph(onnxConstants(new Uint8Array(await file.arrayBuffer())));
      const weights = graph.weights.map(async ({ path, read }) => ({ path, data: await read() }));
      const session = await createSession(ort, graph.model, {
        executionProviders: ['wasm'],
        externalData: await Promise.all(weights),
      });
      return new SileroModel(ort, session);
    } catch (cause) {
      throw toAppError(cause, 'engine-failed');
    }
  }

  /** A detector with a memory of its own, for one recording. */
  newDetector(memory: DetectorMemory = NOTHING_HEARD): VoiceDetector {
    return new SileroVad(this, memory);
  }

  /** Judges frames without another recording coming in between. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#runs.run(work);
  }

  /**
   * Judges some frames.
   *
   * @param samples the context and whole frames
   * @param state (2, 128), what is remembered of those before
   * @throws AppError 'engine-failed'
   */
  async run(
    samples: Float32Array,
    state: Float32Array,
  ): Promise<{ readonly probabilities: Float32Array; readonly state: Float32Array<ArrayBuffer> }> {
    const count = Math.floor(samples.length / FRAME_SAMPLES);
    const outputs = await this.session.run(this.#feeds(samples, count, state)).catch((cause: unknown) => {
      throw new AppError('engine-failed', 'the voice detector failed', { cause });
    });
    const values = (name: string) => {
      const data = outputs[name]?.data;
      if (!(data instanceof Float32Array)) throw new TypeError(`the voice detector gave no ${name}`);
      return data;
    };
    const next = new Float32Array(2 * SILERO_STATE_VALUES);
    next.set(values(SILERO_IO.nextHidden));
    next.set(values(SILERO_IO.nextCell), SILERO_STATE_VALUES);
    return { probabilities: values(SILERO_IO.probabilities).subarray(0, count), state: next };
  }

  #feeds(samples: Float32Array, count: number, state: Float32Array) {
    const { ort } = this;
    const filled = Math.ceil(count / FRAMES_MULTIPLE) * FRAMES_MULTIPLE;
    const length = CONTEXT_SAMPLES + FRAME_SAMPLES;
    const frames = new Float32Array(filled * length);
    for (let i = 0; i < count; i++) {
      frames.set(samples.subarray(i * FRAME_SAMPLES, i * FRAME_SAMPLES + length), i * length);
    }
    const remembered = (index: number) => {
      const values = state.slice(index * SILERO_STATE_VALUES, (index + 1) * SILERO_STATE_VALUES);
      return new ort.Tensor('float32', values, [1, 1, SILERO_STATE_VALUES]);
    };
    return {
      [SILERO_IO.frames]: new ort.Tensor('float32', frames, [filled, length]),
      [SILERO_IO.count]: new ort.Tensor('int32', Int32Array.of(count), [1]),
      [SILERO_IO.hidden]: remembered(0),
      [SILERO_IO.cell]: remembered(1),
    };
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
      for (let first = 0; first < probabilities.length; first += FRAMES_AT_ONCE) {
        const count = Math.min(FRAMES_AT_ONCE, probabilities.length - first);
        const block = samples.subarray(first * FRAME_SAMPLES, (first + count) * FRAME_SAMPLES);
        probabilities.set(await this.#judge(block, count), first);
      }
      return probabilities;
    });
  }

  /** @param block a last frame may be short: the rest counts as silence */
  async #judge(block: Float32Array, count: number): Promise<Float32Array> {
    const { context, state: remembered } = this.#memory;
    const input = new Float32Array(CONTEXT_SAMPLES + count * FRAME_SAMPLES);
    input.set(context);
    input.set(block, CONTEXT_SAMPLES);
    const { probabilities, state } = await this.model.run(input, remembered);
    this.#memory = { state, context: input.slice(-CONTEXT_SAMPLES) };
    return probabilities;
  }
}
