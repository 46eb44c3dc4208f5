import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import { encodeHalfFloats } from '$lib/core/checkpoint/half-float';
import { joinBytes } from '$lib/core/checkpoint/join-bytes';
import type { FilePiece } from './toy-ggml-file';
import { encodeBrainFloats } from './toy-pickle-file';

/** A variable as it lies in a model.bin, free to be wrong. */
export interface CTranslate2Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly typeNumber: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Types that CTranslate2's converter writes; the int8 ones differ in the type of what is no weight. */
export type CTranslate2Type = 'f32' | 'f16' | 'bf16' | 'int8' | 'int8_float16' | 'int8_bfloat16' | 'int16';

type FloatType = 'f32' | 'f16' | 'bf16';

const TYPE_NUMBERS = { f32: 0, i8: 1, i16: 2, f16: 4, bf16: 5 } as const;

/** The variables of a checkpoint in CTranslate2's names, linear layers fused, as its Whisper converter writes them. */
export async function ctranslate2Tensors(
  checkpoint: Checkpoint,
  type: CTranslate2Type,
): Promise<CTranslate2Tensor[]> {
  const { audioHeads, audioLayers, textHeads, textLayers } = checkpoint.dimensions;
  const sources: FusedSource[] = [
    ...linear('encoder/conv1', 'encoder.conv1'),
    ...linear('encoder/conv2', 'encoder.conv2'),
    ['encoder/position_encodings/encodings', ['encoder.positional_embedding']],
    ['decoder/position_encodings/encodings', ['decoder.positional_embedding']],
    ['decoder/embeddings/weight', ['decoder.token_embedding.weight']],
    ...norm('encoder/layer_norm', 'encoder.ln_post'),
    ...norm('decoder/layer_norm', 'decoder.ln'),
  ];
  for (let layer = 0; layer < audioLayers; layer++) sources.push(...block('encoder', layer));
  for (let layer = 0; layer < textLayers; layer++) {
    sources.push(...block('decoder', layer), ...crossAttention(layer));
  }
  const tensors = (await Promise.all(sources.map((source) => fuse(checkpoint, source, type)))).flat();
  tensors.push({ name: 'encoder/num_heads', shape: [], typeNumber: 2, data: int16(audioHeads) });
  tensors.push({ name: 'decoder/num_heads', shape: [], typeNumber: 2, data: int16(textHeads) });
  return tensors.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** A variable's name, and the names of the tensors that lie in it one after the other. */
type FusedSource = readonly [name: string, tensors: readonly string[]];

function block(side: 'encoder' | 'decoder', layer: number): FusedSource[] {
  const from = `${side}.blocks.${layer}`;
  const to = `${side}/layer_${layer}`;
  return [
    ...norm(`${to}/self_attention/layer_norm`, `${from}.attn_ln`),
    ...linear(
      `${to}/self_attention/linear_0`,
      `${from}.attn.query`,
      `${from}.attn.key`,
      `${from}.attn.value`,
    ),
    ...linear(`${to}/self_attention/linear_1`, `${from}.attn.out`),
    ...norm(`${to}/ffn/layer_norm`, `${from}.mlp_ln`),
    ...linear(`${to}/ffn/linear_0`, `${from}.mlp.0`),
    ...linear(`${to}/ffn/linear_1`, `${from}.mlp.2`),
  ];
}

function crossAttention(layer: number): FusedSource[] {
  const from = `decoder.blocks.${layer}`;
  const to = `decoder/layer_${layer}/attention`;
  return [
    ...norm(`${to}/layer_norm`, `${from}.cross_attn_ln`),
    ...linear(`${to}/linear_0`, `${from}.cross_attn.query`),
    ...linear(`${to}/linear_1`, `${from}.cross_attn.key`, `${from}.cross_attn.value`),
    ...linear(`${to}/linear_2`, `${from}.cross_attn.out`),
  ];
}

function linear(name: string, ...modules: string[]): FusedSource[] {
  return [
    [`${name}/bias`, modules.map((module) => `${module}.bias`)],
    [`${name}/weight`, modules.map((module) => `${module}.weight`)],
  ];
}

function norm(name: string, module: string): FusedSource[] {
  return [
    [`${name}/beta`, [`${module}.bias`]],
    [`${name}/gamma`, [`${module}.weight`]],
  ];
}

async function fuse(
  { tensors }: Checkpoint,
  [name, sources]: FusedSource,
  type: CTranslate2Type,
): Promise<CTranslate2Tensor[]> {
  const [rows = 0, ...rowShape] = tensors.get(sources.at(-1)!)!.shape;
  const parts = await Promise.all(
    sources.map(async (source): Promise<Float32Array<ArrayBuffer>> => {
      const bytes = await tensors.get(source)?.read();
      // The key has no bias: the converter writes zeros.
      return bytes ? new Float32Array(bytes.buffer) : new Float32Array(rows);
    }),
  );
  const joined = joinBytes(parts.map((part) => new Uint8Array(part.buffer)));
  const values = new Float32Array(joined.buffer);
  const shape = [rows * sources.length, ...rowShape];
  if (type.startsWith('int') && name.endsWith('/weight')) return quantized(name, shape, values, type);
  const floatType = floatTypeOf(type);
  return [{ name, shape, typeNumber: TYPE_NUMBERS[floatType], data: encode(floatType, values) }];
}

/** As `_quantize` of CTranslate2's specs/model_spec.py. */
function quantized(
  name: string,
  shape: readonly number[],
  values: Float32Array,
  type: CTranslate2Type,
): CTranslate2Tensor[] {
  const isInt16 = type === 'int16';
  const rowLength = isInt16 ? values.length : values.length / shape[0]!;
  const scales = new Float32Array(values.length / rowLength);
  const integers = isInt16 ? new Int16Array(values.length) : new Int8Array(values.length);
  for (let row = 0; row < scales.length; row++) {
    const largest = values
      .subarray(row * rowLength, (row + 1) * rowLength)
      .reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = Math.fround((isInt16 ? 1024 : 127) / (largest === 0 ? 127 : largest));
    scales[row] = scale;
    for (let i = row * rowLength; i < (row + 1) * rowLength; i++)
      integers[i] = Math.round(Math.fround(values[i]! * scale));
  }
  const typeNumber = isInt16 ? TYPE_NUMBERS.i16 : TYPE_NUMBERS.i8;
  const scaleShape = isInt16 ? [] : [scales.length];
  return [
    { name, shape, typeNumber, data: new Uint8Array(integers.buffer) },
    { name: `${name}_scale`, shape: scaleShape, typeNumber: 0, data: new Uint8Array(scales.buffer) },
  ];
}

function floatTypeOf(type: CTranslate2Type): FloatType {
  if (type === 'f16' || type === 'int8_float16') return 'f16';
  return type === 'bf16' || type === 'int8_bfloat16' ? 'bf16' : 'f32';
}

function encode(type: FloatType, values: Float32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (type === 'bf16') return encodeBrainFloats(values);
  return new Uint8Array(type === 'f16' ? encodeHalfFloats(values).buffer : values.buffer);
}

/** What is around the variables of a model.bin. */
export interface CTranslate2Frame {
  readonly version?: number;
  readonly specification?: string;
  readonly aliases?: readonly (readonly [alias: string, name: string])[];
}

/** The file in pieces. */
export function ctranslate2Pieces(
  tensors: readonly CTranslate2Tensor[],
  frame: CTranslate2Frame = {},
): FilePiece[] {
  const { version = 6, specification = 'WhisperSpec' } = frame;
  const aliases = frame.aliases ?? [['decoder/projection/weight', 'decoder/embeddings/weight']];
  return [
    structure(uint32(version), string(specification), uint32(3), uint32(tensors.length)),
    ...tensors.flatMap(({ name, shape, typeNumber, data }): FilePiece[] => [
      structure(
        string(name),
        Uint8Array.of(shape.length),
        ...shape.map(uint32),
        Uint8Array.of(typeNumber),
        uint32(data.byteLength),
      ),
      { kind: 'data', bytes: data },
    ]),
    structure(uint32(aliases.length), ...aliases.flatMap(([alias, name]) => [string(alias), string(name)])),
  ];
}

function structure(...parts: Uint8Array[]): FilePiece {
  return { kind: 'structure', bytes: Uint8Array.from(parts.flatMap((part) => [...part])) };
}

function uint32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

function int16(value: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Int16Array.of(value).buffer);
}

function string(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(`${text}\0`);
  return Uint8Array.from([bytes.byteLength & 255, bytes.byteLength >> 8, ...bytes]);
}
