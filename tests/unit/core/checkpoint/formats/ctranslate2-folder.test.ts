import { expect, test } from 'vitest';
import type { NamedFile } from '$lib/core/checkpoint/checkpoint-files';
import { readCTranslate2Folder } from '$lib/core/checkpoint/formats/ctranslate2-folder';
import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { readTensorAsFloat32 } from '$lib/core/checkpoint/tensor-values';
import { ctranslate2Pieces, ctranslate2Tensors } from '../../../../../testing/models/toy-ctranslate2-file';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';
import { joinPieces, toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';
import { TOY_VOCABULARIES } from '../../../../../testing/models/toy-vocabularies';

const toy = toyCheckpoint({ layers: 1 });
const model = await modelFile('x/model.bin');
// 88 text tokens, as the toy has.
const TOKENS = [...Array.from({ length: 88 }, (_, id) => `Ġw${id}`), '<|endoftext|>', '<|en|>'];
const words = TOKENS.slice(0, 88).map((token) => ` ${token.slice(1)}`);

async function modelFile(path: string, original = toy): Promise<NamedFile> {
  const bytes = joinPieces(ctranslate2Pieces(await ctranslate2Tensors(original, 'int8')));
  return { path, file: new Blob([bytes]) };
}

function textFile(path: string, content: string): NamedFile {
  return { path, file: new Blob([content]) };
}

function tokenizerOf(tokens: readonly string[]): string {
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  return JSON.stringify({ added_tokens: [], model: { vocab } });
}

async function vocabularyOf(files: readonly NamedFile[]): Promise<readonly string[]> {
  const { vocabulary } = await readCTranslate2Folder(files, TOY_VOCABULARIES);
  return vocabulary.map((token) => new TextDecoder().decode(token));
}

const json = textFile('x/vocabulary.json', JSON.stringify(TOKENS));
const lines = textFile('x/vocabulary.txt', TOKENS.join('\n'));
const tokenizer = textFile('x/tokenizer.json', tokenizerOf(TOKENS));
const others = TOKENS.map((token) => token.replace('w', 'other'));

test.each<[string, NamedFile[]]>([
  ['tokenizer.json', [tokenizer, textFile('x/vocabulary.json', JSON.stringify(others))]],
  ['vocabulary.json, where that is not there', [textFile('x/vocabulary.txt', others.join('\n')), json]],
  ['vocabulary.txt, where neither is', [lines, textFile('x/config.json', '{}')]],
  ['the folder of the model', [textFile('tokenizer.json', tokenizerOf(others)), lines]],
])('the vocabulary comes from %s', async (_, files) => {
  expect(await vocabularyOf([...files, model])).toEqual(words);
});

test('the model is told by its content, whatever its name is', async () => {
  const renamed = { ...model, path: 'y/whisper-fr' };
  const readme = textFile('y/model.bin', 'This is no model.');
  const tokens = { ...lines, path: 'y/vocabulary.txt' };
  expect(await vocabularyOf([readme, tokens, renamed])).toEqual(words);
});

test.each([
  [51865, 50257],
  [51866, 50257],
  [51864, 50256],
])('of %i tokens without a vocabulary %i are the published ones', async (vocabularySize, textTokens) => {
  const file = await modelFile('model.bin', toyCheckpoint({ vocabularySize, layers: 1 }));
  const { vocabulary } = await readCTranslate2Folder([file], TOY_VOCABULARIES);
  expect(vocabulary).toHaveLength(textTokens);
  expect(new TextDecoder().decode(vocabulary[7])).toBe(' v7');
});

test('its tensors are near those of the same toy as ggml', async () => {
  const ggml = await readGgmlCheckpoint(await toyGgmlFile('f32', { layers: 1 }));
  const checkpoint = await readCTranslate2Folder([model, lines], TOY_VOCABULARIES);
  expect(checkpoint.dimensions).toEqual(ggml.dimensions);
  expect(checkpoint.melFilters).toEqual(ggml.melFilters);
  for (const [name, tensor] of ggml.tensors) {
    const expected = await readTensorAsFloat32(tensor);
    const values = await readTensorAsFloat32(checkpoint.tensors.get(name)!);
    const errors = values.map((value, i) => Math.abs(value - expected[i]!));
    // Weights below 0.2 in steps of 0.2 / 127, at most.
    expect(Math.max(...errors), name).toBeLessThan(0.2 / 254 + 1e-7);
  }
});

test('a folder without a model, or with two, is unsupported', async () => {
  await expect(readCTranslate2Folder([lines], TOY_VOCABULARIES)).rejects.toMatchObject({
    code: 'model-unsupported',
  });
  const two = [model, { ...model, path: 'y/model.bin' }];
  await expect(readCTranslate2Folder(two, TOY_VOCABULARIES)).rejects.toMatchObject({
    code: 'model-unsupported',
    message: expect.stringContaining('x/model.bin and y/model.bin'),
  });
});

test.each([
  ['is too short', lines.path, TOKENS.slice(80).join('\n'), 51865],
  ['is damaged', json.path, '["a"', 96],
  ['is not UTF-8', lines.path, 'ÿ', 96],
])('a vocabulary that %s is corrupt', async (what, path, content, vocabularySize) => {
  const bytes = what === 'is not UTF-8' ? Uint8Array.of(0xff) : new TextEncoder().encode(content);
  const file = await modelFile('x/model.bin', toyCheckpoint({ vocabularySize, layers: 1 }));
  const folder = [file, { path, file: new Blob([bytes]) }];
  await expect(readCTranslate2Folder(folder, TOY_VOCABULARIES)).rejects.toMatchObject({
    code: 'model-corrupt',
  });
});

test('a vocabulary of a gigabyte is corrupt, and never read', async () => {
  const file = { size: 2 ** 30 };
  // What is read to tell the model apart is small.
  const start = { ...file, slice: () => new Blob([new Uint8Array(64)]) };
  await expect(
    readCTranslate2Folder([model, { path: 'x/tokenizer.json', file: start }], TOY_VOCABULARIES),
  ).rejects.toMatchObject({ code: 'model-corrupt' });
});
