import type { Arithmetic, RuntimeBuild } from '../../../protocol/loading';
import type { ModelBytes } from '../../../protocol/residency';
import type { EncodedWindow } from '../../../core/whisper/reading/engine';

/** Encoder and decoder of one checkpoint on one device. Calls must not overlap. */
export interface Backend {
  readonly runs: { readonly kernels: Arithmetic; readonly runtimeBuild: RuntimeBuild };
  /** As it is now; without what onnxruntime needs whatever it runs. */
  readonly bytes: ModelBytes;
  /** See Engine. */
  readonly leastContextSeconds: number;
  /** See Engine. */
  readonly growsSounds: boolean;
  /** See Engine. */
  readonly windowsAtOnce: number;
  /**
   * Computes a part of what saves sounds some of their work. It takes half a second at most; sounds may be encoded
   * between two of them.
   *
   * @returns whether all is there
   * @throws AppError out-of-memory
   */
  warmUpStep(): boolean;
  /**
   * @param logMel (melBands, frames), frames even and at most 3000
   * @param isGrowing see Engine
   */
  encode(logMel: Float32Array<ArrayBuffer>, isGrowing?: boolean): Promise<EncodedOutput>;
  dispose(): Promise<void>;
}

export interface EncodedOutput extends EncodedWindow {
  /** (context, state); null unless asked for. */
  readonly encoderOutput: Float32Array | null;
}
