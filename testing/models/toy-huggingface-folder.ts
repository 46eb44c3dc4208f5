import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import type { NamedFile } from '$lib/core/checkpoint/checkpoint-files';
import type { WhisperDimensions } from '$lib/core/checkpoint/dimensions';
import { encodeHalfFloats } from '$lib/core/checkpoint/half-float';
import type { FilePiece } from './toy-ggml-file';

/** A tensor as it lies in a safetensors file, free to be wrong. */
export interface SafetensorsTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The tensors of a checkpoint in the names of Hugging Face's transformers. */
export async function huggingFaceTensors(
  { tensors }: Checkpoint,
  dtype: 'F32' | 'F16' | 'BF16',
  prefix = 'model.',
): Promise<SafetensorsTensor[]> {
  return Promise.all(
    [...tensors].map(async ([name, tensor]) => {
      const values = new Float32Array((await tensor.read()).buffer);
      return {
        name: prefix + huggingFaceName(name),
        dtype,
        shape: tensor.shape,
        data: encode(dtype, values),
      };
    }),
  );
}

/** A safetensors file in pieces. `places` moves tensors in the header, by name: for files that lie about them. */
export function safetensorsPieces(
  tensors: readonly SafetensorsTensor[],
  places: Readonly<Record<string, readonly number[]>> = {},
): FilePiece[] {
  let offset = 0;
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  for (const { name, dtype, shape, data } of tensors) {
    header[name] = { dtype, shape, data_offsets: places[name] ?? [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  return [
    headerPiece(JSON.stringify(header)),
    ...tensors.map(({ data }) => ({ kind: 'data' as const, bytes: data })),
  ];
}

/** The length and the header that a safetensors file begins with. */
export function headerPiece(header: string): FilePiece {
  const text = new TextEncoder().encode(header);
  const length = new Uint8Array(BigUint64Array.of(BigInt(text.byteLength)).buffer);
  return { kind: 'structure', bytes: Uint8Array.from([...length, ...text]) };
}

/** The config.json of a checkpoint, with the fields that our reader looks at and some of the others. */
export function huggingFaceConfig(dimensions: WhisperDimensions): Record<string, unknown> {
  return {
    _name_or_path: 'openai/whisper-toy',
    activation_function: 'gelu',
    architectures: ['WhisperForConditionalGeneration'],
    d_model: dimensions.audioState,
    decoder_attention_heads: dimensions.textHeads,
    decoder_ffn_dim: 4 * dimensions.textState,
    decoder_layers: dimensions.textLayers,
    encoder_attention_heads: dimensions.audioHeads,
    encoder_ffn_dim: 4 * dimensions.audioState,
    encoder_layers: dimensions.audioLayers,
    max_source_positions: dimensions.audioContext,
    max_target_positions: dimensions.textContext,
    model_type: 'whisper',
    num_mel_bins: dimensions.melBands,
    scale_embedding: false,
    vocab_size: dimensions.vocabularySize,
  };
}

/** A tokenizer.json of tokens of ASCII and spaces; end-of-text is the next id. */
export function tokenizerJson(vocabulary: readonly Uint8Array[]): string {
  const added_tokens = [{ id: vocabulary.length, content: '<|endoftext|>', special: true }];
  return JSON.stringify({
    version: '1.0',
    added_tokens,
    model: { type: 'BPE', vocab: vocabularyIds(vocabulary) },
  });
}

/** The content of a vocab.json, or of `model.vocab` in a tokenizer.json. */
export function vocabularyIds(vocabulary: readonly Uint8Array[]): Record<string, number> {
  const decoder = new TextDecoder();
  return Object.fromEntries(vocabulary.map((token, id) => [decoder.decode(token).replaceAll(' ', 'Ġ'), id]));
}

/** A file in memory, of text or of pieces. */
export function namedFile(
  path: string,
  content: string | Uint8Array<ArrayBuffer> | readonly FilePiece[],
): NamedFile {
  const parts =
    typeof content === 'string' || content instanceof Uint8Array
      ? [content]
      : content.map(({ bytes }) => bytes);
  return { path, file: new Blob(parts) };
}

/** How a toy's folder is written. */
export interface ToyFolderOptions {
  readonly dtype?: 'F32' | 'F16' | 'BF16';
  readonly prefix?: string;
  /** 1 unless told: then the tensors are dealt out to numbered files, with an index. */
  readonly shards?: number;
  /** "toy/" unless told. */
  readonly folder?: string;
}

/** What transformers' save_pretrained leaves in a folder. */
export async function toyHuggingFaceFolder(
  checkpoint: Checkpoint,
  { dtype = 'F32', prefix = 'model.', shards = 1, folder = 'toy/' }: ToyFolderOptions = {},
): Promise<NamedFile[]> {
  const tensors = await huggingFaceTensors(checkpoint, dtype, prefix);
  return [
    namedFile(`${folder}config.json`, JSON.stringify(huggingFaceConfig(checkpoint.dimensions))),
    namedFile(`${folder}tokenizer.json`, tokenizerJson(checkpoint.vocabulary)),
    namedFile(`${folder}generation_config.json`, '{"max_length": 448}'),
    namedFile(`${folder}README.md`, '# A toy\n'),
    ...(shards === 1
      ? [namedFile(`${folder}model.safetensors`, safetensorsPieces(tensors))]
      : shardFiles(tensors, shards, folder)),
  ];
}

function shardFiles(tensors: readonly SafetensorsTensor[], shards: number, folder: string): NamedFile[] {
  const shardName = (shard: number) =>
    `model-${String(shard + 1).padStart(5, '0')}-of-${String(shards).padStart(5, '0')}.safetensors`;
  const weight_map = Object.fromEntries(tensors.map(({ name }, index) => [name, shardName(index % shards)]));
  return [
    namedFile(
      `${folder}model.safetensors.index.json`,
      JSON.stringify({ metadata: { total_size: 1 }, weight_map }),
    ),
    ...Array.from({ length: shards }, (_, shard) => {
      const own = tensors.filter((_tensor, index) => index % shards === shard);
      return namedFile(folder + shardName(shard), safetensorsPieces(own));
    }),
  ];
}

const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/^encoder\.ln_post\./, 'encoder.layer_norm.'],
  [/^decoder\.ln\./, 'decoder.layer_norm.'],
  [/\.positional_embedding$/, '.embed_positions.weight'],
  [/\.token_embedding\./, '.embed_tokens.'],
  [/\.blocks\./, '.layers.'],
  [/\.cross_attn_ln\./, '.encoder_attn_layer_norm.'],
  [/\.attn_ln\./, '.self_attn_layer_norm.'],
  [/\.mlp_ln\./, '.final_layer_norm.'],
  [/\.mlp\.0\./, '.fc1.'],
  [/\.mlp\.2\./, '.fc2.'],
  [/\.cross_attn\./, '.encoder_attn.'],
  [/\.attn\./, '.self_attn.'],
  [/\.query\./, '.q_proj.'],
  [/\.key\./, '.k_proj.'],
  [/\.value\./, '.v_proj.'],
  [/\.out\./, '.out_proj.'],
];

function huggingFaceName(openaiName: string): string {
  return REPLACEMENTS.reduce(
    (name, [pattern, replacement]) => name.replace(pattern, replacement),
    openaiName,
  );
}

function encode(dtype: 'F32' | 'F16' | 'BF16', values: Float32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (dtype === 'F32') return new Uint8Array(values.buffer);
  if (dtype === 'F16') return new Uint8Array(encodeHalfFloats(values).buffer);
  // The upper halves, cut off and not rounded: which values they are does not matter to a test.
  return new Uint8Array(Uint16Array.from(new Uint32Array(values.buffer), (bits) => bits >>> 16).buffer);
}
