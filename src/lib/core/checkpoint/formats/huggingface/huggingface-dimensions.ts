import { AppError } from '../../../errors';
import { HEAD_SIZE, type WhisperDimensions } from '../../dimensions';
import { requirePlausibleDimensions } from '../dimension-limits';
import type { StoredTensor } from './safetensors-shards';

type Tensors = ReadonlyMap<string, StoredTensor>;

const CONV = 'encoder.conv1.weight';

/**
 * The dimensions that tensors have, which must be those of the configuration as far as it says them.
 *
 * @param tensors by openai/whisper's names
 * @param configured what config.json says
 * @throws AppError 'model-unsupported' if the tensors are none of Whisper's
 * @throws AppError 'model-corrupt' if they are absurd, or others than the configuration's
 */
export function huggingFaceDimensions(
  tensors: Tensors,
  configured: Partial<WhisperDimensions>,
): WhisperDimensions {
  const [audioState = 0, melBands = 0, taps = 0] = shapeOf(tensors, CONV);
  // MLX has the taps of a filter before its inputs, and computes some of what Whisper keeps.
  if (melBands === 3 && taps > 3) throw unsupported('the weights are laid out for MLX, not for transformers');
  const [audioContext = 0] = shapeOf(tensors, 'encoder.positional_embedding');
  const [vocabularySize = 0, textState = 0] = shapeOf(tensors, 'decoder.token_embedding.weight');
  const [textContext = 0] = shapeOf(tensors, 'decoder.positional_embedding');
  const dimensions: WhisperDimensions = {
    vocabularySize,
    audioContext,
    audioState,
    audioHeads: configured.audioHeads ?? audioState / HEAD_SIZE,
    audioLayers: countLayers(tensors, 'encoder'),
    textContext,
    textState,
    textHeads: configured.textHeads ?? textState / HEAD_SIZE,
    textLayers: countLayers(tensors, 'decoder'),
    melBands,
  };
  const found: ReadonlyMap<string, number> = new Map(Object.entries(dimensions));
  for (const [name, value] of Object.entries(configured)) {
    if (found.get(name) === value) continue;
    throw corrupt(`config.json says ${name} ${value}, the tensors ${found.get(name)}`);
  }
  requirePlausibleDimensions(dimensions);
  if (audioState % HEAD_SIZE !== 0) throw corrupt(`a state of ${audioState} is no number of whole heads`);
  return dimensions;
}

function shapeOf(tensors: Tensors, name: string): readonly number[] {
  const tensor = tensors.get(name);
  if (tensor) return tensor.shape;
  // Half of a Whisper is a broken one; nothing of it is something else.
  if (tensors.has(CONV)) throw corrupt(`tensor ${name} is missing`);
  throw unsupported('the tensors are not those of a Whisper');
}

function countLayers(tensors: Tensors, side: 'encoder' | 'decoder'): number {
  let layers = 0;
  while (tensors.has(`${side}.blocks.${layers}.mlp.0.weight`)) layers++;
  return layers;
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}

function unsupported(message: string): AppError {
  return new AppError('model-unsupported', message);
}
