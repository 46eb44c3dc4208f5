import { AppError } from '../../../errors';
import { HEAD_SIZE, type WhisperDimensions } from '../../dimensions';
import { requirePlausibleDimensions } from '../dimension-limits';
import type { PickleDict, PickleTensor, PickleValue } from './pickle-value';
import { isKind } from './torch-objects';

/** Where trainers put the weights; null: right into the file. */
const PLACES = ['model_state_dict', 'state_dict', 'model', null] as const;
const FIRST_WEIGHT = 'encoder.conv1.weight';
const HUGGING_FACE_NAME = /(?:^|\.)(?:encoder|decoder)\.layers\.\d+\./;
/** The decoder's mask is made, not learnt. A key's bias adds the same to all scores of a query, which softmax does not see. */
const WITHOUT_EFFECT = /^decoder\.mask$|\.(?:cross_)?attn\.key\.bias$/;

/** openai/whisper's names of dimensions. @see model.py ModelDimensions */
const DIMENSION_NAMES = {
  vocabularySize: 'n_vocab',
  audioContext: 'n_audio_ctx',
  audioState: 'n_audio_state',
  audioHeads: 'n_audio_head',
  audioLayers: 'n_audio_layer',
  textContext: 'n_text_ctx',
  textState: 'n_text_state',
  textHeads: 'n_text_head',
  textLayers: 'n_text_layer',
  melBands: 'n_mels',
} as const satisfies Record<keyof WhisperDimensions, string>;

/** The weights of a Whisper as openai/whisper names them, and its dimensions. */
export interface StateDict {
  readonly dimensions: WhisperDimensions;
  /** More of them than a Whisper needs is possible. */
  readonly tensors: ReadonlyMap<string, PickleTensor>;
}

/**
 * Finds the weights in what a file of torch holds: openai/whisper's `{ dims, model_state_dict }`, or a state dict alone or
 * in a wrapper of a trainer. Without `dims` the dimensions are told by the shapes; heads have 64 values.
 *
 * @throws AppError 'model-is-pytorch-bin' if the names are those of Hugging Face's pytorch_model.bin
 * @throws AppError 'model-unsupported' if it holds no weights of openai/whisper's names, or more than those
 * @throws AppError 'model-corrupt' if its dimensions are absurd, or a weight they are told by is missing
 */
export function readStateDict(root: PickleValue): StateDict {
  if (!isKind(root, 'dict')) throw unsupported('it is no dictionary');
  const tensors = findTensors(root);
  const dims = root.entries.get('dims');
  const dimensions = isKind(dims, 'dict') ? givenDimensions(dims) : dimensionsOfShapes(tensors);
  requirePlausibleDimensions(dimensions);
  return { dimensions, tensors };
}

/** True for what no graph needs. */
export function isWithoutEffect(name: string): boolean {
  return WITHOUT_EFFECT.test(name);
}

/** By openai/whisper's names: what a wrapper has put before them is cut off. */
function findTensors(root: PickleDict): ReadonlyMap<string, PickleTensor> {
  for (const place of PLACES) {
    const dict = place === null ? root : root.entries.get(place);
    if (!isKind(dict, 'dict')) continue;
    const names = [...dict.entries.keys()].filter((key) => typeof key === 'string');
    if (names.some((name) => HUGGING_FACE_NAME.test(name))) {
      throw new AppError('model-is-pytorch-bin', 'its names are those of Hugging Face');
    }
    const first = names.find((name) => name === FIRST_WEIGHT || name.endsWith(`.${FIRST_WEIGHT}`));
    if (first !== undefined) return tensorsBelow(dict, first.slice(0, -FIRST_WEIGHT.length));
  }
  throw unsupported(`there is no ${FIRST_WEIGHT}`);
}

function tensorsBelow({ entries }: PickleDict, prefix: string): ReadonlyMap<string, PickleTensor> {
  const tensors = new Map<string, PickleTensor>();
  for (const [key, value] of entries) {
    if (typeof key !== 'string' || !key.startsWith(prefix) || !isKind(value, 'tensor')) continue;
    tensors.set(key.slice(prefix.length), value);
  }
  return tensors;
}

function givenDimensions({ entries }: PickleDict): WhisperDimensions {
  const given = (name: keyof WhisperDimensions): number => {
    const value = entries.get(DIMENSION_NAMES[name]);
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw corrupt(`its dims have no ${DIMENSION_NAMES[name]}`);
    }
    return value;
  };
  return {
    vocabularySize: given('vocabularySize'),
    audioContext: given('audioContext'),
    audioState: given('audioState'),
    audioHeads: given('audioHeads'),
    audioLayers: given('audioLayers'),
    textContext: given('textContext'),
    textState: given('textState'),
    textHeads: given('textHeads'),
    textLayers: given('textLayers'),
    melBands: given('melBands'),
  };
}

function dimensionsOfShapes(tensors: ReadonlyMap<string, PickleTensor>): WhisperDimensions {
  const shape = (name: string): readonly number[] => {
    const tensor = tensors.get(name);
    if (!tensor) throw corrupt(`tensor ${name} is missing`);
    return tensor.shape;
  };
  const [audioState = 0, melBands = 0] = shape(FIRST_WEIGHT);
  const [audioContext = 0] = shape('encoder.positional_embedding');
  const [vocabularySize = 0, textState = 0] = shape('decoder.token_embedding.weight');
  const [textContext = 0] = shape('decoder.positional_embedding');
  return {
    vocabularySize,
    audioContext,
    audioState,
    audioHeads: audioState / HEAD_SIZE,
    audioLayers: countLayers(tensors, 'encoder'),
    textContext,
    textState,
    textHeads: textState / HEAD_SIZE,
    textLayers: countLayers(tensors, 'decoder'),
    melBands,
  };
}

function countLayers(tensors: ReadonlyMap<string, PickleTensor>, side: 'encoder' | 'decoder'): number {
  let layers = 0;
  while (tensors.has(`${side}.blocks.${layers}.mlp.0.weight`)) layers++;
  return layers;
}

function unsupported(message: string): AppError {
  return new AppError('model-unsupported', `it holds no weights of openai/whisper: ${message}`);
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
