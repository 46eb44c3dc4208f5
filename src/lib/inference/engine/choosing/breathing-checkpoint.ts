import type { Checkpoint, CheckpointTensor } from '../../../core/checkpoint/checkpoint';

/** The same checkpoint; before each tensor is read, others may go first, and the work may be called off. */
export function breathingCheckpoint(checkpoint: Checkpoint, breathe: () => Promise<void>): Checkpoint {
  const tensors = [...checkpoint.tensors.values()].map((tensor): [string, CheckpointTensor] => {
    const { name, type, shape } = tensor;
    const read: CheckpointTensor['read'] = async (startByte, lengthBytes) => {
      await breathe();
      return tensor.read(startByte, lengthBytes);
    };
    return [name, { name, type, shape, read }];
  });
  return { ...checkpoint, tensors: new Map(tensors) };
}
