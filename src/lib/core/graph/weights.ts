import type { Checkpoint, CheckpointTensor } from '../checkpoint/checkpoint';
import { readTensorAsFloat32 } from '../checkpoint/tensor-values';
import { AppError } from '../errors';
import type { GraphBuilder, Value } from './graph-builder';

/**
 * The tensor of that name.
 *
 * @throws AppError model-corrupt if there is none; readers have checked, so only a misspelt name gets here
 */
export function tensorOf(checkpoint: Checkpoint, name: string): CheckpointTensor {
  const tensor = checkpoint.tensors.get(name);
  if (!tensor) throw new AppError('model-corrupt', `tensor ${name} is missing`);
  return tensor;
}

/** The tensor as an f32 weight of the graph, in its own shape. */
export function floatWeight(graph: GraphBuilder, checkpoint: Checkpoint, name: string): Value {
  const tensor = tensorOf(checkpoint, name);
  return graph.weight(name, {
    type: 'float32',
    shape: tensor.shape,
    read: () => readTensorAsFloat32(tensor),
  });
}
