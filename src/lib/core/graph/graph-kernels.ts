import type { CheckpointTensor } from '../checkpoint/checkpoint';
import type { GraphBuilder, Value } from './graph-builder';

/**
 * How a graph multiplies by the matrices of a checkpoint. One implementation for each kind of arithmetic; the
 * graphs themselves do not know which.
 */
export interface GraphKernels {
  /** [1, rows, in] times the transposed `weight` [out, in]: [1, rows, out]. */
  linear(graph: GraphBuilder, input: Value, weight: CheckpointTensor): Value;
}
