import { AppError } from '../../errors';
import type { ByteFile } from '../byte-file';
import { HEAD_SIZE, type WhisperDimensions } from '../dimensions';
import { melFilterbank } from '../mel-filterbank';
import { readSlice } from './byte-reader';
import type { Checkpoint, CheckpointTensor } from '../checkpoint';
import { type CTranslate2Variable, readCTranslate2Variables } from './ctranslate2-format';
import { integerTensor } from './ctranslate2-integers';
import { ctranslate2Source } from './ctranslate2-names';
import { requirePlausibleDimensions } from './dimension-limits';
import { expectedTensors } from '../expected-tensors';
import { requireTextTokens } from './text-tokens';

type Variables = ReadonlyMap<string, CTranslate2Variable>;

/**
 * Opens a CTranslate2 model.bin of Whisper (faster-whisper), see readCTranslate2Model.
 *
 * @param vocabulary bytes of each text token by id, see readTokenizerJson
 * @throws AppError 'model-corrupt' if the vocabulary does not fit
 */
export async function readCTranslate2Checkpoint(
  model: ByteFile,
  vocabulary: readonly Uint8Array[],
): Promise<Checkpoint> {
  const checkpoint = await readCTranslate2Model(model);
  const { vocabularySize } = checkpoint.dimensions;
  return { ...checkpoint, vocabulary: requireTextTokens(vocabulary, vocabularySize) };
}

/**
 * Opens a CTranslate2 model.bin of Whisper with weights of any type its converter writes: f32, f16, bf16, int8 and int16
 * (which become f32 as they are read). Fused linear layers come apart into openai/whisper's tensors, which stay in the
 * file until their `read()`. The file has no mel filters: they are computed.
 *
 * @throws AppError 'model-corrupt' if anything is cut, absurd, missing, unknown or misshapen
 * @throws AppError 'model-unsupported' for other versions and architectures, layers of low rank, an output of its own
 */
export async function readCTranslate2Model(model: ByteFile): Promise<Omit<Checkpoint, 'vocabulary'>> {
  const variables = await readCTranslate2Variables(model);
  requirePlainWhisper(variables);
  const dimensions = inferDimensions(variables);
  const used = new Set<string>();
  const tensors = new Map<string, CheckpointTensor>();
  for (const [name, shape] of expectedTensors(dimensions)) {
    const source = requireVariable(variables, ctranslate2Source(name).variable);
    used.add(source.name).add(scaleName(source));
    tensors.set(name, partOf(model, variables, source, { name, shape }));
  }
  requireNoOthers(variables, used);
  return { dimensions, melFilters: melFilterbank(dimensions.melBands), tensors };
}

function requirePlainWhisper(variables: Variables): void {
  for (const { name } of variables.values()) {
    if (name.includes('low_rank')) throw new AppError('model-unsupported', `${name} has layers of low rank`);
  }
  const projection = variables.get('decoder/projection/weight');
  if (projection !== undefined && projection !== variables.get('decoder/embeddings/weight')) {
    throw new AppError('model-unsupported', 'the output projection is not the token embedding');
  }
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
  model: ByteFile,
  variables: Variables,
  source: CTranslate2Variable,
  { name, shape }: Pick<CheckpointTensor, 'name' | 'shape'>,
): CheckpointTensor {
  const { part, partCount } = ctranslate2Source(name);
  const [rows = 0, ...rowShape] = shape;
  requireShape(source, [rows * partCount, ...rowShape]);
  const { type } = source;
  if (type === 'i8' || type === 'i16') {
    const scales = requireVariable(variables, scaleName(source));
    return integerTensor(model, { name, shape, weights: source, scales, startRow: part * rows });
  }
  if (type === 'i32') throw corrupt(`tensor ${source.name} is i32`);
  const sizeBytes = source.sizeBytes / partCount;
  const startByte = source.startByte + part * sizeBytes;
  const read = (from = 0, lengthBytes = sizeBytes - from) => readSlice(model, startByte + from, lengthBytes);
  return { name, type, shape, read };
}

function requireShape(source: CTranslate2Variable, shape: readonly number[]): void {
  if (source.shape.length === shape.length && shape.every((length, axis) => length === source.shape[axis]))
    return;
  throw corrupt(`tensor ${source.name} is [${source.shape.join(', ')}], not [${shape.join(', ')}]`);
}

function requireVariable(variables: Variables, name: string): CTranslate2Variable {
  const variable = variables.get(name);
  if (variable === undefined) throw corrupt(`tensor ${name} is missing`);
  return variable;
}

function scaleName({ name }: CTranslate2Variable): string {
  return `${name}_scale`;
}

/** Settings may come and go with versions; a tensor that nothing uses means the model is not what we take it for. */
function requireNoOthers(variables: Variables, used: ReadonlySet<string>): void {
  for (const variable of variables.values()) {
    if (variable.shape.length > 0 && !used.has(variable.name))
      throw corrupt(`unknown tensor ${variable.name}`);
  }
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
