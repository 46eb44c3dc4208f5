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
  /** Of onnxruntime's heap, which never shrinks. */
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
