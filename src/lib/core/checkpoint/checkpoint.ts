import type { WhisperDimensions } from './dimensions';

/**
 * How the values of a tensor lie in the file. Quantised types are ggml's: blocks of 32 values along a row, and
 * super-blocks of 256 in the types that end in _k.
 */
export type TensorType =
  | 'f32'
  | 'f16'
  | 'bf16'
  | 'q8_0'
  | 'q5_0'
  | 'q5_1'
  | 'q4_0'
  | 'q4_1'
  | 'q2_k'
  | 'q3_k'
  | 'q4_k'
  | 'q5_k'
  | 'q6_k';

/** A named tensor, still in the file. */
export interface CheckpointTensor {
  /** As openai/whisper names it: "encoder.blocks.0.attn.query.weight". */
  readonly name: string;
  readonly type: TensorType;
  /** Row-major, slowest first: [out, in]. */
  readonly shape: readonly number[];
  /**
   * The bytes as they lie in the file, little-endian: all of them, or `lengthBytes` from `startByte` on. Read again
   * each time: they belong to who asked.
   */
  read(startByte?: number, lengthBytes?: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A Whisper checkpoint, whatever file it came from. Every tensor of its dimensions is there, well shaped. */
export interface Checkpoint {
  readonly dimensions: WhisperDimensions;
  /** The bytes of each text token, by id. 50257 in multilingual checkpoints, 50256 in `.en` ones. */
  readonly vocabulary: readonly Uint8Array[];
  /** Mel filters, row-major [melBands, 201]. */
  readonly melFilters: Float32Array;
  readonly tensors: ReadonlyMap<string, CheckpointTensor>;
}
