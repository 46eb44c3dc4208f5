import type { CheckpointTensor } from '../checkpoint/checkpoint';
import type { GraphBuilder, Value } from './graph-builder';

/**
 * How a graph multiplies by the matrices of a checkpoint. One implementation for each kind of arithmetic; the
 * graphs themselves do not know which.
 */
export interface GraphKernels {
  /** (b, rows, in) times the transposed `weight` (out, in), and `bias` (out) if there is one: (b, rows, out). */
  linear(graph: GraphBuilder, input: Value, weight: CheckpointTensor, bias?: Value): Value;
  /** Rows of `table` (rows, columns), at its q8_0 value, for `tokens` (b, s): (b, s, columns). */
  embed(graph: GraphBuilder, tokens: Value, table: CheckpointTensor): Value;
}
