import { AppError } from '../../../errors';
import type { Checkpoint, CheckpointTensor, TensorType } from '../../checkpoint';
import type { NamedFile, Vocabularies } from '../../checkpoint-files';
import { expectedTensors } from '../../expected-tensors';
import { melFilterbank } from '../../mel-filterbank';
import { readSlice } from '../byte-reader';
import { requireTextTokens } from '../text-tokens';
import { type HuggingFaceConfig, readHuggingFaceConfig } from './huggingface-config';
import { huggingFaceDimensions } from './huggingface-dimensions';
import { openaiName } from './huggingface-names';
import { requireTied } from './huggingface-projection';
import { huggingFaceTokens, textOf } from './huggingface-tokens';
import { requirePlainTensors } from './huggingface-variants';
import { readShards, type SafetensorsGroup, type StoredTensor } from './safetensors-shards';

const TYPES: ReadonlyMap<string, TensorType> = new Map<string, TensorType>([
  ['F32', 'f32'],
  ['F16', 'f16'],
  ['BF16', 'bf16'],
]);

const PROJECTION = /^(?:model\.)?proj_out\.weight$/;
const EMBEDDING = 'decoder.token_embedding.weight';

/**
 * Opens a Whisper in safetensors files, as Hugging Face's transformers saves it: f32, f16 or bf16, whole or in shards.
 * Headers are read and checked to the last byte; tensors stay in the files until their `read()`. The mel filters are
 * computed. Without config.json the dimensions are those of the tensors, without a tokenizer the tokens openai/whisper's.
 *
 * @param folder the files beside the weights: config.json, tokenizer.json or vocab.json; all others are passed over
 * @throws AppError 'model-corrupt' if anything is cut, absurd, missing, twice there or misshapen
 * @throws AppError 'model-unsupported' for what is no Whisper, an adapter, or weights that are quantised
 * @throws AppError 'file-unreadable' if a file itself cannot be read
 */
export async function readHuggingFaceCheckpoint(
  weights: SafetensorsGroup,
  folder: readonly NamedFile[],
  vocabularies: Vocabularies,
): Promise<Checkpoint> {
  const stored = await readShards(weights);
  requirePlainTensors(stored);
  const configText = await textOf(folder, 'config.json');
  const config: HuggingFaceConfig =
    configText === undefined ? { dimensions: {}, isTied: true } : readHuggingFaceConfig(configText);
  const named = await renamed(stored, config);
  const dimensions = huggingFaceDimensions(named, config.dimensions);
  const tensors = new Map<string, CheckpointTensor>();
  for (const [name, shape] of expectedTensors(dimensions)) tensors.set(name, opened(named, name, shape));
  for (const [name, { name: source }] of named) {
    if (!tensors.has(name)) throw corrupt(`tensor ${source} has no place in a model of these dimensions`);
  }
  const tokens = await huggingFaceTokens(folder, dimensions, vocabularies);
  return {
    dimensions,
    vocabulary: requireTextTokens(tokens, dimensions.vocabularySize),
    melFilters: melFilterbank(dimensions.melBands),
    tensors,
  };
}

/** The tensors by openai/whisper's names. */
async function renamed(
  stored: ReadonlyMap<string, StoredTensor>,
  { isTied }: HuggingFaceConfig,
): Promise<ReadonlyMap<string, StoredTensor>> {
  const named = new Map<string, StoredTensor>();
  let projection: StoredTensor | undefined;
  for (const [source, tensor] of stored) {
    if (PROJECTION.test(source)) projection = tensor;
    else if (!isWithoutEffect(source)) add(named, source, tensor);
  }
  // Of tensors that are one, tools keep either name.
  const embedding = named.get(EMBEDDING);
  if (projection && !embedding) named.set(EMBEDDING, projection);
  if (projection && embedding && !isTied) await requireTied(projection, embedding);
  return named;
}

function add(named: Map<string, StoredTensor>, source: string, tensor: StoredTensor): void {
  const name = openaiName(source);
  if (name === undefined)
    throw unsupported(`no tensor of Whisper is named ${JSON.stringify(source.slice(0, 120))}`);
  if (named.has(name)) throw corrupt(`tensor ${name} is there twice`);
  named.set(name, tensor);
}

/** A bias of the keys adds the same to all scores of a query, which softmax does not see. */
function isWithoutEffect(source: string): boolean {
  return source.endsWith('.k_proj.bias');
}

function opened(
  named: ReadonlyMap<string, StoredTensor>,
  name: string,
  shape: readonly number[],
): CheckpointTensor {
  const stored = named.get(name);
  if (stored === undefined) throw corrupt(`tensor ${name} is missing`);
  const { dtype, file, startByte, sizeBytes } = stored;
  const type = TYPES.get(dtype);
  if (type === undefined)
    throw unsupported(`tensor ${stored.name} is ${dtype}; F32, F16 and BF16 can be read`);
  if (stored.shape.length !== shape.length || shape.some((length, axis) => length !== stored.shape[axis])) {
    throw corrupt(`tensor ${stored.name} is [${stored.shape.join(', ')}], not [${shape.join(', ')}]`);
  }
  const read = (from = 0, lengthBytes = sizeBytes - from) => readSlice(file, startByte + from, lengthBytes);
  return { name, type, shape, read };
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}

function unsupported(message: string): AppError {
  return new AppError('model-unsupported', message);
}
