import { AppError } from '../../errors';
import { tensorSizeBytes } from '../block-quantization';
import type { Checkpoint, CheckpointTensor } from '../checkpoint';
import { readRowsAsFloat32, readTensorAsFloat32 } from '../tensor-values';
import type { CheckpointFormat, ModelCandidate } from './model-candidates';

/** A candidate that turned out to be a model. */
export interface OpenedCandidate extends ModelCandidate {
  readonly checkpoint: Checkpoint;
}

const FORMATS: readonly CheckpointFormat[] = ['safetensors', 'ggml', 'ctranslate2', 'pickle'];
/** Of the rounding to bf16 about 0.002 is seen; training moves these tensors more. */
const LARGEST_ROUNDING = 0.005;
const PROBED_ROWS = 16;

/** True if its weights are floating point, as they were trained. */
export function isOriginal({ checkpoint }: OpenedCandidate): boolean {
  return bitsPerWeight(checkpoint) >= 16;
}

/**
 * The best of several files of one model: the least quantised, then the surest format.
 *
 * @throws AppError 'model-unsupported' where they are different models: nobody can tell which one was meant
 */
export async function bestCheckpoint(opened: readonly OpenedCandidate[]): Promise<OpenedCandidate> {
  const [best, ...others] = opened.toSorted(compare);
  if (best === undefined) throw new RangeError('there is no candidate');
  for (const other of others) {
    if (await isSameModel(best, other)) continue;
    throw new AppError(
      'model-unsupported',
      `${best.path} and ${other.path} are different models: choose one`,
    );
  }
  return best;
}

/** Negative if `one` is better than `other`. */
function compare(one: OpenedCandidate, other: OpenedCandidate): number {
  // Between floating-point types nothing is lost that 8 bits would keep.
  const bits = (each: OpenedCandidate) => Math.min(16, bitsPerWeight(each.checkpoint));
  return (
    bits(other) - bits(one) ||
    FORMATS.indexOf(one.format) - FORMATS.indexOf(other.format) ||
    one.path.length - other.path.length ||
    (one.path < other.path ? -1 : 1)
  );
}

function bitsPerWeight({ tensors }: Checkpoint): number {
  const type = tensors.get('decoder.blocks.0.mlp.0.weight')?.type ?? 'f32';
  const values = 256; // whole blocks in every type
  return (8 * tensorSizeBytes(type, values)) / values;
}

/** Two files of one model differ by the rounding of their types alone. Quantised ones keep layer norms as they were. */
async function isSameModel(one: OpenedCandidate, other: OpenedCandidate): Promise<boolean> {
  const dimensions = new Map(Object.entries(other.checkpoint.dimensions));
  if (Object.entries(one.checkpoint.dimensions).some(([name, value]) => dimensions.get(name) !== value))
    return false;
  const names = ['encoder.ln_post.weight', 'decoder.ln.weight', 'decoder.ln.bias'];
  if (isOriginal(one) && isOriginal(other)) {
    const { textLayers } = one.checkpoint.dimensions;
    names.push('decoder.blocks.0.attn.query.weight', `decoder.blocks.${textLayers - 1}.attn.value.weight`);
  }
  for (const name of names) if (!(await isRounding(tensorOf(one, name), tensorOf(other, name)))) return false;
  return true;
}

function tensorOf({ checkpoint, path }: OpenedCandidate, name: string): CheckpointTensor {
  const tensor = checkpoint.tensors.get(name);
  if (tensor === undefined) throw new AppError('model-corrupt', `${path} has no ${name}`);
  return tensor;
}

async function isRounding(one: CheckpointTensor, other: CheckpointTensor): Promise<boolean> {
  const [values, others] = [await readBeginning(one), await readBeginning(other)];
  let difference = 0;
  let power = 0;
  for (const [index, value] of values.entries()) {
    difference += (value - (others[index] ?? 0)) ** 2;
    power += value ** 2;
  }
  return Math.sqrt(difference) <= LARGEST_ROUNDING * Math.sqrt(power);
}

function readBeginning(tensor: CheckpointTensor): Promise<Float32Array> {
  return tensor.shape.length === 1 ? readTensorAsFloat32(tensor) : readRowsAsFloat32(tensor, 0, PROBED_ROWS);
}
