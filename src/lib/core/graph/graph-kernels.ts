import type { Checkpoint, CheckpointTensor } from '../checkpoint/checkpoint';
import type { GraphBuilder, Value } from './graph-builder';

/** The type of what flows through a graph. */
export type ActivationType = 'float32' | 'float16';

/** What the layers of one graph share. */
export interface LayerContext {
  readonly graph: GraphBuilder;
  readonly checkpoint: Checkpoint;
  readonly kernels: GraphKernels;
}

/**
 * How a graph multiplies by the matrices of a checkpoint. One implementation for each kind of arithmetic; the
 * graphs themselves do not know which.
 */
export interface GraphKernels {
  readonly activations: ActivationType;
  /** (b, rows, in) times the transposed `weight` (out, in), and `bias` (out) if there is one: (b, rows, out). */
  linear(graph: GraphBuilder, input: Value, weight: CheckpointTensor, bias?: Value): Value;
  /** Rows of `table` (rows, columns), at its q8_0 value, for `tokens` (b, s): (b, s, columns). */
  embed(graph: GraphBuilder, tokens: Value, table: CheckpointTensor): Value;
}
