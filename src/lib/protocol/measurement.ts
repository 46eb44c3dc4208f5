import type { WhisperDimensions } from '../core/checkpoint/dimensions';
import type { RandomSize } from '../core/checkpoint/random-checkpoint';
import type { ActivationType } from '../core/graph/graph-kernels';
import type { LayerTimings } from '../core/models/model-speed';
import type { GpuAdapterDescription } from './loading';

/** All but the first are for benchmarks alone. */
export type MeasurementRequests = {
  /**
   * How long a layer of models of these dimensions takes on the processor: see model-speed. Nothing of them need be here.
   * It goes on while nobody uses an engine: ask for all sizes at once.
   */
  'time-layers': {
    request: { readonly sizes: readonly WhisperDimensions[] };
    response: readonly LayerTimings[];
    event: never;
  };
  /** Takes one window, and says what a draft is worth on it; null where there is no speech. */
  'measure-draft': {
    request: { readonly windows: MessagePort; readonly language: string };
    response: DraftMeasurement | null;
    event: never;
  };
  /** What WebGPU is asked to do. The model that was loaded is let go. */
  'measure-gpu': {
    request: {
      readonly model: MeasuredModel;
      readonly activations: ActivationType;
      readonly encoderSeconds: number;
      readonly repeats: number;
      readonly utterances: number;
    };
    response: { readonly adapter: GpuAdapterDescription; readonly measurement: GpuMeasurement };
    event: never;
  };
};

/** What runs on the GPU while it is measured. */
export type MeasuredModel =
  | { readonly kind: 'kept'; readonly modelId: string }
  | { readonly kind: 'random'; readonly size: RandomSize };

/** One text decoded token by token, and with drafts. */
export interface DraftMeasurement {
  /** Tokens that are the same with the hypothesis of the sound up to its last second as the draft. */
  readonly agreedTokens: number;
  /** Tokens of the text. */
  readonly tokens: number;
  /** The decoder's time for the text, a token a call. */
  readonly stepMilliseconds: number;
  /** The same with that hypothesis as the draft. */
  readonly hypothesisMilliseconds: number;
  /** The same with the text itself as the draft. */
  readonly draftMilliseconds: number;
}

/** What a worker has asked of its GPU since it was first used, onnxruntime included. */
export interface GpuCounts {
  readonly dispatches: number;
  readonly submits: number;
  readonly bytesWritten: number;
  /** Mapped buffers, each of which waits for the GPU. */
  readonly reads: number;
  readonly bytesRead: number;
  readonly buffersMade: number;
  /** Neither destroyed nor collected as garbage. */
  readonly buffersAlive: number;
  readonly bytesAlive: number;
  /** Growth of onnxruntime's heap, which never shrinks. */
  readonly wasmBytesGrown: number;
}

/** What a piece of work asked of the GPU, and how long it took. */
export interface GpuCost extends GpuCounts {
  readonly milliseconds: number;
}

/** For the benchmark. */
export interface GpuMeasurement {
  /** `unknown` of weights that say nothing. */
  readonly selfTest: 'right' | 'wrong' | 'unknown';
  /** On the GPU when the model was ready. */
  readonly modelBytes: number;
  readonly encoder: readonly GpuCost[];
  /** Means of some tokens of a text. */
  readonly step: readonly GpuCost[];
  /** One of 2 s, from its sound to the times of its words, after some others; null where none were asked for. */
  readonly utterance: GpuCost | null;
  /** Over utterances after the tenth; null of fewer. */
  readonly growth: GpuCounts | null;
}
