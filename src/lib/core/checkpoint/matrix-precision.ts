import type { Checkpoint, CheckpointTensor } from './checkpoint';

/** Whether a tensor is a weight matrix: what is quantised. */
export function isMatrix({ name, shape }: Pick<CheckpointTensor, 'name' | 'shape'>): boolean {
  return shape.length === 2 && !name.endsWith('positional_embedding');
}

/** Whether no weight matrix has been quantised. */
export function isUnquantised({ tensors }: Pick<Checkpoint, 'tensors'>): boolean {
  return [...tensors.values()]
    .filter(isMatrix)
    .every(({ type }) => type === 'f32' || type === 'f16' || type === 'bf16');
}
