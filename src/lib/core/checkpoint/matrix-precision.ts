import type { Checkpoint, CheckpointTensor } from './checkpoint';

/** The weight matrices: what is quantised. */
export function matricesOf({ tensors }: Pick<Checkpoint, 'tensors'>): readonly CheckpointTensor[] {
  return [...tensors.values()].filter(
    ({ name, shape }) => shape.length === 2 && !name.endsWith('positional_embedding'),
  );
}

/** Whether every weight matrix is of half floats. */
export function isSixteenBit(checkpoint: Pick<Checkpoint, 'tensors'>): boolean {
  return matricesOf(checkpoint).every(({ type }) => type === 'f16');
}

/** Whether no weight matrix has been quantised. */
export function isUnquantised(checkpoint: Pick<Checkpoint, 'tensors'>): boolean {
  return matricesOf(checkpoint).every(({ type }) => type === 'f32' || type === 'f16' || type === 'bf16');
}
