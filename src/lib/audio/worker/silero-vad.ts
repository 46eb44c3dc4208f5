import { Silero } from '@ricky0123/vad-web/dist/models/silero';
import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url';
import type { InferenceSession } from 'onnxruntime-web';
import { FRAME_SAMPLES } from '../../core/endpointing/speech-regions';
import { AppError } from '../../core/errors';
import { loadOnnxRuntime, type Ort } from '../../runtime/onnx-runtime';
import { Turns } from './turns';

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
  newDetector(): SileroVad {
    const { ort, session } = this;
    const state = new ort.Tensor('float32', new Float32Array(2 * 128), [2, 1, 128]);
    const sampleRate = new ort.Tensor('int64', [16000n]);
    return new SileroVad(new Silero(session, state, sampleRate, ort), this.#runs);
  }
}

/** Voice detection on one recording, in order: each frame is judged with those before it in mind. */
export class SileroVad {
  constructor(
    private readonly silero: Silero,
    private readonly runs: Turns,
  ) {}

  /**
   * Probability of speech in each frame of `samples`; a last frame that is too short is filled with silence.
   *
   * @param samples mono PCM at 16 kHz
   * @throws AppError 'engine-failed'
   */
  probabilities(samples: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    return this.runs.take(async () => {
      const probabilities = new Float32Array(Math.ceil(samples.length / FRAME_SAMPLES));
      for (let i = 0; i < probabilities.length; i++) {
        probabilities[i] = await this.#probability(
          samples.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES),
        );
      }
      return probabilities;
    });
  }

  async #probability(samples: Float32Array): Promise<number> {
    const frame = samples.length === FRAME_SAMPLES ? samples : filledFrame(samples);
    try {
      return (await this.silero.process(frame)).isSpeech;
    } catch (cause) {
      throw new AppError('engine-failed', 'the voice detector failed', { cause });
    }
  }
}

function filledFrame(samples: Float32Array): Float32Array {
  const frame = new Float32Array(FRAME_SAMPLES);
  frame.set(samples);
  return frame;
}
