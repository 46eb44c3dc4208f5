import type { Arithmetic, RuntimeBuild } from '../../../protocol/loading';
import type { EncodedWindow } from '../../../core/whisper/reading/engine';

/** Encoder and decoder of one checkpoint on one device. Calls must not overlap. */
export interface Backend {
  readonly runs: { readonly kernels: Arithmetic; readonly runtimeBuild: RuntimeBuild };
  /** See Engine. */
  readonly leastContextSeconds: number;
  /** See Engine. */
  readonly growsSounds: boolean;
  /** Computes what every sound needs, before the first one does. @throws CancelledError */
  warmUp(): Promise<void>;
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
