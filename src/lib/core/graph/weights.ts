import type { Checkpoint, CheckpointTensor } from '../checkpoint/checkpoint';
import { encodeHalfFloats } from '../checkpoint/half-float';
import { readTensorAsFloat32 } from '../checkpoint/tensor-values';
import { AppError } from '../errors';
import type { GraphBuilder, Value, Weight } from './graph-builder';
import type { ActivationType, LayerContext } from './graph-kernels';
import { ELEMENT_TYPES } from './onnx-writer';

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

/** The tensor as a weight of the graph, in its own shape and the type of the activations. */
export function floatWeight({ graph, checkpoint, kernels }: LayerContext, name: string): Value {
  const tensor = tensorOf(checkpoint, name);
  return graph.weight(
    name,
    activationWeight(kernels.activations, tensor.shape, () => readTensorAsFloat32(tensor)),
  );
}

/** Floats as a weight of a type of activations. */
export function activationWeight(
  type: ActivationType,
  shape: readonly number[],
  read: () => Promise<Float32Array<ArrayBuffer>>,
): Weight {
  return type === 'float32'
    ? { type, shape, read }
    : { type, shape, read: async () => encodeHalfFloats(await read()) };
}

/** `value` as another type. */
export function cast(graph: GraphBuilder, value: Value, from: ActivationType, to: ActivationType): Value {
  if (from === to) return value;
  return graph.node('Cast', [value], { attributes: { to: { int: ELEMENT_TYPES[to] } } });
}
