import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../../../../../src/lib/core/checkpoint/checkpoint';
import type { NamedFile } from '../../../../../../src/lib/core/checkpoint/checkpoint-files';
import { expectedTensors } from '../../../../../../src/lib/core/checkpoint/expected-tensors';
import { readGgmlCheckpoint } from '../../../../../../src/lib/core/checkpoint/formats/ggml-reader';
import { readHuggingFaceCheckpoint } from '../../../../../../src/lib/core/checkpoint/formats/huggingface/huggingface-reader';
import { safetensorsGroups } from '../../../../../../src/lib/core/checkpoint/formats/huggingface/safetensors-shards';
import { readTensorAsFloat32 } from '../../../../../../src/lib/core/checkpoint/tensor-values';
import { toyCheckpoint } from '../../../../../../testing/models/toy-checkpoint';
import { toyGgmlFile } from '../../../../../../testing/models/toy-ggml-file';
import {
  huggingFaceConfig,
  huggingFaceTensors,
  namedFile,
  safetensorsPieces,
  type SafetensorsTensor,
  tokenizerJson,
  toyHuggingFaceFolder,
} from '../../../../../../testing/models/toy-huggingface-folder';
import { TOY_VOCABULARIES } from '../../../../../../testing/models/toy-vocabularies';

const toy = toyCheckpoint();
const english = toyCheckpoint({ multilingual: false, layers: 1 });
const englishFolder = await toyHuggingFaceFolder(english);
const tensors = await huggingFaceTensors(toy, 'F32');

async function readFolder(files: readonly NamedFile[]): Promise<Checkpoint> {
  const [group] = await safetensorsGroups(
    files.filter(({ path }) => path.endsWith('.safetensors')),
    files,
  );
  return readHuggingFaceCheckpoint(group!, files, TOY_VOCABULARIES);
}

/** A toy's folder with other tensors or another configuration. */
function read(changed: readonly SafetensorsTensor[], config: Record<string, unknown> | null = {}) {
  const files = [
    namedFile('model.safetensors', safetensorsPieces(changed)),
    namedFile('tokenizer.json', tokenizerJson(toy.vocabulary)),
  ];
  const whole = JSON.stringify({ ...huggingFaceConfig(toy.dimensions), ...config });
  return readFolder(config === null ? files : [...files, namedFile('config.json', whole)]);
}

const change = (name: string, changes: Partial<SafetensorsTensor>) =>
  tensors.map((tensor) => (tensor.name === name ? { ...tensor, ...changes } : tensor));
const extra = (name: string, changes: Partial<SafetensorsTensor> = {}) => [
  ...tensors,
  { name, dtype: 'F32', shape: [1], data: new Uint8Array(4), ...changes },
];

/** Compares bytes by one call: expect would look at each. */
const areEqual = (one: Uint8Array, other: Uint8Array) =>
  Buffer.from(one.buffer).equals(Buffer.from(other.buffer));
const bytesOfToy = new Map(
  await Promise.all([...toy.tensors].map(async ([name, tensor]) => [name, await tensor.read()] as const)),
);
const text = (vocabulary: readonly Uint8Array[]) =>
  vocabulary.map((token) => new TextDecoder().decode(token)).join('|');

/** Names of tensors whose bytes are others than the toy's. */
async function differing({ tensors: read }: Checkpoint): Promise<string[]> {
  expect([...read.keys()]).toEqual([...toy.tensors.keys()]);
  const names: string[] = [];
  for (const [name, tensor] of read)
    if (!areEqual(await tensor.read(), bytesOfToy.get(name)!)) names.push(name);
  return names;
}

describe('a folder of transformers', () => {
  test('gives the tensors of the same model as a ggml file of f32', async () => {
    const checkpoint = await readFolder(await toyHuggingFaceFolder(toy));
    expect(checkpoint).toMatchObject({ dimensions: toy.dimensions, melFilters: toy.melFilters });
    expect(checkpoint.vocabulary).toEqual(toy.vocabulary);
    const ggml = await readGgmlCheckpoint(await toyGgmlFile('f32'));
    expect([...checkpoint.tensors.keys()].sort()).toEqual([...ggml.tensors.keys()].sort());
    for (const [name, tensor] of checkpoint.tensors) {
      expect(areEqual(await tensor.read(), await ggml.tensors.get(name)!.read()), name).toBe(true);
    }
  });

  test('may come in shards, without the leading "model.", of 128 mels, and English only', async () => {
    expect(await differing(await readFolder(await toyHuggingFaceFolder(toy, { shards: 3 })))).toEqual([]);
    expect(await differing(await readFolder(await toyHuggingFaceFolder(toy, { prefix: '' })))).toEqual([]);
    const wide = toyCheckpoint({ melBands: 128 });
    expect((await readFolder(await toyHuggingFaceFolder(wide))).dimensions).toEqual(wide.dimensions);
    const checkpoint = await readFolder(englishFolder);
    expect(checkpoint.dimensions).toEqual(english.dimensions);
    expect(text(checkpoint.vocabulary) === text(english.vocabulary)).toBe(true);
  });

  // Values below 0.25 keep 11 bits in f16, 8 in bf16; layer norms reach 1.2.
  test.each([
    ['F16', 'f16', 2 ** -11],
    ['BF16', 'bf16', 2 ** -7],
  ] as const)('of %s is read as %s', async (dtype, type, tolerance) => {
    const { tensors: read } = await readFolder(await toyHuggingFaceFolder(toy, { dtype }));
    for (const [name, tensor] of read) {
      expect(tensor.type).toBe(type);
      const values = await readTensorAsFloat32(tensor);
      const expected = new Float32Array(bytesOfToy.get(name)!.buffer);
      const errors = values.map((value, i) => Math.abs(value - expected[i]!));
      expect(Math.max(...errors), name).toBeLessThanOrEqual(tolerance);
    }
  });

  test('of a distilled model has fewer layers in the decoder', async () => {
    const dimensions = { ...toy.dimensions, textLayers: 1 };
    const kept = new Map([...toy.tensors].filter(([name]) => expectedTensors(dimensions).has(name)));
    const checkpoint = await readFolder(await toyHuggingFaceFolder({ ...toy, dimensions, tensors: kept }));
    expect(checkpoint.dimensions).toEqual(dimensions);
  });

  test('of an extended vocabulary keeps the text tokens that all have', async () => {
    const dimensions = { ...toy.dimensions, vocabularySize: 51900 };
    const shape = [51900, 64];
    const embedding = { name: 'decoder.token_embedding.weight', type: 'f32', shape } as const;
    const read = () => Promise.resolve(new Uint8Array(51900 * 64 * 4));
    const extended = {
      ...toy,
      dimensions,
      tensors: new Map(toy.tensors).set(embedding.name, { ...embedding, read }),
    };
    const [config, , ...others] = await toyHuggingFaceFolder(extended);
    const checkpoint = await readFolder([config!, ...others]);
    expect(checkpoint.dimensions).toEqual(dimensions);
    expect(checkpoint.vocabulary).toHaveLength(50257);
  });

  test('may lack config.json: the tensors say all but the heads, which have 64 values', async () => {
    expect((await read(tensors, null)).dimensions).toEqual(toy.dimensions);
  });
});

test('a part of a tensor is read alone', async () => {
  const { tensors: opened } = await readFolder(await toyHuggingFaceFolder(toy));
  const tensor = opened.get('decoder.blocks.1.mlp.0.weight')!;
  const all = await tensor.read();
  expect(areEqual(await tensor.read(8, 16), all.slice(8, 24))).toBe(true);
  expect(areEqual(await tensor.read(8), all.slice(8))).toBe(true);
});

describe('the projection to tokens', () => {
  const embedding = tensors.find(({ name }) => name === 'model.decoder.embed_tokens.weight')!;
  const other = { ...embedding, name: 'proj_out.weight', data: new Uint8Array(embedding.data.byteLength) };
  const same = { ...embedding, name: 'proj_out.weight' };

  test('is the embedding, and passed over', async () => {
    expect(await differing(await read([...tensors, same]))).toEqual([]);
    expect(await differing(await read([...tensors, same], { tie_word_embeddings: false }))).toEqual([]);
    // transformers ties them as it loads, whatever the file has.
    expect(await differing(await read([...tensors, other]))).toEqual([]);
  });

  test('stands for the embedding where a tool has kept that name of the two', async () => {
    expect(await differing(await read(change(embedding.name, { name: 'proj_out.weight' })))).toEqual([]);
  });

  test('with weights of its own is unsupported', async () => {
    await expect(read([...tensors, other], { tie_word_embeddings: false })).rejects.toMatchObject({
      code: 'model-unsupported',
    });
  });
});

const FC1 = 'model.decoder.layers.0.fc1.weight';

test.each<[string, SafetensorsTensor[], Record<string, unknown>, string]>([
  ['a missing tensor', tensors.filter(({ name }) => name !== FC1), {}, 'textLayers'],
  [
    'a missing bias',
    tensors.filter(({ name }) => name !== 'model.encoder.conv2.bias'),
    {},
    'encoder.conv2.bias',
  ],
  ['a tensor under both names', extra('decoder.layers.0.fc1.weight'), {}, 'twice'],
  ['a layer beyond the others', extra('model.decoder.layers.7.fc1.bias'), {}, 'no place'],
  ['another shape', change(FC1, { shape: [64, 256] }), {}, FC1],
  ['a configuration of another model', tensors, { encoder_layers: 6 }, 'audioLayers 6'],
  ['two heads on a state of 64', tensors, { encoder_attention_heads: 2 }, 'audio heads'],
])('a folder with %s is corrupt, and the error says so', async (_, changed, config, words) => {
  await expect(read(changed, config)).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringContaining(words),
  });
});

test.each<[string, SafetensorsTensor[], string]>([
  ['an adapter', extra('base_model.model.model.decoder.layers.0.self_attn.q_proj.lora_A.weight'), 'adapter'],
  ['weights of bitsandbytes', extra(`${FC1}.absmax`), 'bitsandbytes'],
  ['weights of GPTQ', extra('model.decoder.layers.0.fc1.qweight'), 'GPTQ'],
  ['8-bit weights', change(FC1, { dtype: 'I8', data: new Uint8Array(256 * 64) }), 'I8'],
  ['f64', change(FC1, { dtype: 'F64', data: new Uint8Array(256 * 64 * 8) }), 'F64'],
  ['a head that Whisper lacks', extra('medusa_heads.0.linear.weight'), 'medusa'],
  ['another model', [extra('bert.embeddings.weight').at(-1)!], 'bert'],
  ['nothing', [], 'not those of a Whisper'],
  ['filters as MLX has them', change('model.encoder.conv1.weight', { shape: [64, 3, 80] }), 'MLX'],
])('%s is unsupported, and the error says so', async (_, changed, words) => {
  await expect(read(changed)).rejects.toMatchObject({
    code: 'model-unsupported',
    message: expect.stringContaining(words),
  });
});

test('a bias of the keys is passed over: softmax does not see it', async () => {
  expect(
    await differing(
      await read(
        extra('model.decoder.layers.0.self_attn.k_proj.bias', { shape: [64], data: new Uint8Array(256) }),
      ),
    ),
  ).toEqual([]);
});
