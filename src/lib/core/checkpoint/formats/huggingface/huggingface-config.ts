import { AppError } from '../../../errors';
import type { WhisperDimensions } from '../../dimensions';
import { isRecord } from '../../../is-record';
import { parseJsonObject } from '../json-file';

/** What config.json says of a Whisper, as far as it says it. */
export interface HuggingFaceConfig {
  readonly dimensions: Partial<WhisperDimensions>;
  /** False where the projection to tokens has weights of its own. */
  readonly isTied: boolean;
}

/** Where config.json has each dimension; converters other than Hugging Face's use openai's names. */
const FIELDS: readonly (readonly [keyof WhisperDimensions, readonly string[]])[] = [
  ['vocabularySize', ['vocab_size', 'n_vocab']],
  ['audioContext', ['max_source_positions', 'n_audio_ctx']],
  ['audioState', ['d_model', 'n_audio_state']],
  ['audioHeads', ['encoder_attention_heads', 'n_audio_head']],
  ['audioLayers', ['encoder_layers', 'n_audio_layer']],
  ['textContext', ['max_target_positions', 'n_text_ctx']],
  ['textState', ['d_model', 'n_text_state']],
  ['textHeads', ['decoder_attention_heads', 'n_text_head']],
  ['textLayers', ['decoder_layers', 'n_text_layer']],
  ['melBands', ['num_mel_bins', 'n_mels']],
];

/** Marks that tools leave in config.json when they have quantised the weights. */
const QUANTIZATION_FIELDS = ['quantization_config', 'quantization', 'compression_config'];

/**
 * Reads a Hugging Face config.json.
 *
 * @throws AppError 'model-corrupt' if it is no JSON object, or a dimension is no whole number
 * @throws AppError 'model-unsupported' for another architecture, quantised weights, or a Whisper that computes otherwise
 */
export function readHuggingFaceConfig(text: string): HuggingFaceConfig {
  const config = parseJsonObject(text, 'config.json');
  requireWhisper(config);
  requirePlainWeights(config);
  requireUsualComputation(config);
  const dimensions: Partial<Record<keyof WhisperDimensions, number>> = {};
  for (const [dimension, names] of FIELDS) {
    const value = names.map((name) => config[name]).find((each) => each !== undefined && each !== null);
    if (value === undefined) continue;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      throw new AppError('model-corrupt', `config.json: ${names[0]} is ${shown(value)}`);
    }
    dimensions[dimension] = value;
  }
  return { dimensions, isTied: config['tie_word_embeddings'] !== false };
}

function requireWhisper(config: Readonly<Record<string, unknown>>): void {
  const { model_type: type, architectures } = config;
  if (type !== undefined && type !== 'whisper') {
    throw unsupported(`the model is ${shown(type)}, not "whisper"`);
  }
  const names: readonly unknown[] = Array.isArray(architectures) ? architectures : [];
  const other = names.find((name) => typeof name === 'string' && !isWriterOfText(name));
  if (other !== undefined) throw unsupported(`the model is ${shown(other)}, which writes no text of sound`);
}

/** "WhisperForConditionalGeneration", "WhisperModel": not the classifier, and no other's. */
function isWriterOfText(architecture: string): boolean {
  return /whisper/i.test(architecture) && !/classification/i.test(architecture);
}

function requirePlainWeights(config: Readonly<Record<string, unknown>>): void {
  const field = QUANTIZATION_FIELDS.find((name) => isRecord(config[name]));
  if (field === undefined) return;
  const quantization = config[field];
  const method = isRecord(quantization) ? (quantization['quant_method'] ?? quantization['bits']) : undefined;
  throw unsupported(`config.json says that the weights are quantised (${shown(method ?? field)})`);
}

/** What the graphs take for granted of every Whisper. */
function requireUsualComputation(config: Readonly<Record<string, unknown>>): void {
  const { activation_function: activation, scale_embedding: isScaled, d_model: state } = config;
  if (activation !== undefined && activation !== 'gelu')
    throw unsupported(`its activation is ${shown(activation)}`);
  if (isScaled === true) throw unsupported('it scales its embeddings');
  for (const side of ['encoder_ffn_dim', 'decoder_ffn_dim']) {
    const width = config[side];
    if (typeof state === 'number' && typeof width === 'number' && width !== 4 * state) {
      throw unsupported(`its ${side} is ${width}, not four times ${state}`);
    }
  }
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 120);
}

function unsupported(message: string): AppError {
  return new AppError('model-unsupported', message);
}
