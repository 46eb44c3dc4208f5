import { AppError } from '../../errors';
import { HEAD_SIZE, type WhisperDimensions } from '../dimensions';
import { melFilterbank } from '../mel-filterbank';
import { readSlice } from './byte-reader';
import type { Checkpoint, CheckpointTensor } from '../checkpoint';
import { type CTranslate2Variable, readCTranslate2Variables } from './ctranslate2-format';
import { ctranslate2Source } from './ctranslate2-names';
import { requirePlausibleDimensions } from './dimension-limits';
import { expectedTensors } from '../expected-tensors';
import { requireTextTokens } from './text-tokens';

type Variables = ReadonlyMap<string, CTranslate2Variable>;

/**
 * Opens a CTranslate2 model.bin of Whisper (faster-whisper) with f32 or f16 weights. Fused linear layers come apart into
 * openai/whisper's tensors, which stay in the file until their `read()`. The file has no mel filters: they are computed.
 *
 * @param vocabulary bytes of each text token by id, see readTokenizerJson
 * @throws AppError 'model-corrupt' if anything is cut, absurd, missing, unknown or misshapen
 * @throws AppError 'model-unsupported' for 8-bit weights, other versions and other architectures
 */
export async function readCTranslate2Checkpoint(
  model: Blob,
  vocabulary: readonly Uint8Array[],
): Promise<Checkpoint> {
  const variables = await readCTranslate2Variables(model);
  const dimensions = inferDimensions(variables);
  const sources = new Set<string>();
  const tensors = new Map<string, CheckpointTensor>();
  for (const [name, shape] of expectedTensors(dimensions)) {
    const source = requireVariable(variables, ctranslate2Source(name).variable);
    sources.add(source.name);
    tensors.set(name, partOf(model, source, name, shape));
  }
  requireNoOthers(variables, sources);
  return {
    dimensions,
    vocabulary: requireTextTokens(vocabulary, dimensions.vocabularySize),
    melFilters: melFilterbank(dimensions.melBands),
    tensors,
  };
}

function inferDimensions(variables: Variables): WhisperDimensions {
  const [audioState = 0, melBands = 0] = requireVariable(variables, 'encoder/conv1/weight').shape;
  const [audioContext = 0] = requireVariable(variables, 'encoder/position_encodings/encodings').shape;
  const [vocabularySize = 0, textState = 0] = requireVariable(variables, 'decoder/embeddings/weight').shape;
  const [textContext = 0] = requireVariable(variables, 'decoder/position_encodings/encodings').shape;
  const dimensions: WhisperDimensions = {
    vocabularySize,
    audioContext,
    audioState,
    audioHeads: variables.get('encoder/num_heads')?.setting ?? audioState / HEAD_SIZE,
    audioLayers: countLayers(variables, 'encoder'),
    textContext,
    textState,
    textHeads: variables.get('decoder/num_heads')?.setting ?? textState / HEAD_SIZE,
    textLayers: countLayers(variables, 'decoder'),
    melBands,
  };
  requirePlausibleDimensions(dimensions);
  return dimensions;
}

function countLayers(variables: Variables, side: 'encoder' | 'decoder'): number {
  let layers = 0;
  while (variables.has(`${side}/layer_${layers}/ffn/linear_0/weight`)) layers++;
  return layers;
}

function partOf(
  model: Blob,
  source: CTranslate2Variable,
  name: string,
  shape: readonly number[],
): CheckpointTensor {
  const { type } = source;
  if (type !== 'f32' && type !== 'f16') {
    throw new AppError('model-unsupported', `tensor ${source.name} is ${type}; f32 and f16 can be read`);
  }
  const { part, partCount } = ctranslate2Source(name);
  const [rows = 0, ...rowShape] = shape;
  const fusedShape = [rows * partCount, ...rowShape];
  if (
    source.shape.length !== shape.length ||
    fusedShape.some((length, axis) => length !== source.shape[axis])
  ) {
    throw corrupt(`tensor ${source.name} is [${source.shape.join(', ')}], not [${fusedShape.join(', ')}]`);
  }
  const sizeBytes = source.sizeBytes / partCount;
  const startByte = source.startByte + part * sizeBytes;
  const read = (from = 0, lengthBytes = sizeBytes) => readSlice(model, startByte + from, lengthBytes);
  return { name, type, shape, read };
}

function requireVariable(variables: Variables, name: string): CTranslate2Variable {
  const variable = variables.get(name);
  if (variable === undefined) throw corrupt(`tensor ${name} is missing`);
  return variable;
}

/** Settings may come and go with versions; a tensor that nothing uses means the model is not what we take it for. */
function requireNoOthers(variables: Variables, sources: ReadonlySet<string>): void {
  for (const variable of variables.values()) {
    if (variable.shape.length > 0 && !sources.has(variable.name))
      throw corrupt(`unknown tensor ${variable.name}`);
  }
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
