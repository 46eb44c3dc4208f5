import type { Checkpoint, CheckpointTensor } from '../../../src/lib/core/checkpoint/checkpoint';
import {
  readRowsAsFloat32,
  readTensorAsFloat32,
  rowsOf,
} from '../../../src/lib/core/checkpoint/tensor-values';

const TOKENS = 'decoder.token_embedding.weight';
const POSITIONS = 'decoder.positional_embedding';
/** Of the embedding of what is to come, which layers of random weights cannot outweigh. */
const WEIGHT = 1000;

/**
 * The same checkpoint, sure of one text whatever it hears: weights that say nothing would go on for as long as there is
 * room, and would be asked again and again.
 *
 * @param promptLength of what the decoder is fed before a text
 * @param text tokens; the end comes behind them
 */
export async function sureCheckpoint(
  checkpoint: Checkpoint,
  promptLength: number,
  text: readonly number[],
): Promise<Checkpoint> {
  const { tensors, vocabulary } = checkpoint;
  const [tokens, positions] = [tensors.get(TOKENS), tensors.get(POSITIONS)];
  if (!tokens || !positions) throw new RangeError('the checkpoint has no decoder');
  const { rows, rowLength } = rowsOf(positions);
  const values = await readTensorAsFloat32(positions);
  const say = (row: number, embedding: Float32Array) =>
    embedding.forEach((value, column) => (values[row * rowLength + column] = WEIGHT * value));
  // What is read at a position tells what comes at the next.
  for (const [index, token] of text.entries())
    say(promptLength - 1 + index, await readRowsAsFloat32(tokens, token, 1));
  // Its token comes behind all those of text.
  const end = await readRowsAsFloat32(tokens, vocabulary.length, 1);
  for (let row = promptLength - 1 + text.length; row < rows; row++) say(row, end);
  const read: CheckpointTensor['read'] = (startByte = 0, lengthBytes = values.byteLength - startByte) =>
    Promise.resolve(new Uint8Array(values.buffer).slice(startByte, startByte + lengthBytes));
  const sure = { ...positions, type: 'f32' as const, read };
  return { ...checkpoint, tensors: new Map([...tensors, [POSITIONS, sure]]) };
}
