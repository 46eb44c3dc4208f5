import { expect, test } from 'vitest';
import { huggingFaceTokens } from '../../../../../../src/lib/core/checkpoint/formats/huggingface/huggingface-tokens';
import { dimensionsWith } from '../../../../../../testing/models/dimensions';
import { toyCheckpoint } from '../../../../../../testing/models/toy-checkpoint';
import {
  namedFile,
  tokenizerJson,
  vocabularyIds,
} from '../../../../../../testing/models/toy-huggingface-folder';
import { TOY_VOCABULARIES } from '../../../../../../testing/models/toy-vocabularies';

const { vocabulary, dimensions } = toyCheckpoint();
const ids = vocabularyIds(vocabulary);
const read = (files: Record<string, string>, vocabularySize = dimensions.vocabularySize) => {
  const folder = Object.entries(files).map(([name, text]) => namedFile(`m/${name}`, text));
  return huggingFaceTokens(folder, dimensionsWith({ vocabularySize }), TOY_VOCABULARIES);
};

test('are in tokenizer.json, or in vocab.json with end-of-text there or in added_tokens.json', async () => {
  const json = JSON.stringify;
  expect(await read({ 'tokenizer.json': tokenizerJson(vocabulary), 'vocab.json': '{}' })).toEqual(vocabulary);
  expect(await read({ 'vocab.json': json({ ...ids, '<|endoftext|>': 88 }) })).toEqual(vocabulary);
  const added = json({ '<|endoftext|>': 88, '<|en|>': 90 });
  expect(await read({ 'vocab.json': json(ids), 'added_tokens.json': added })).toEqual(vocabulary);
});

test.each([
  [51864, 50256],
  [51865, 50257],
  [51866, 50257],
  [52000, 50257],
])('are the published ones where there are none: of %d ids %d', async (vocabularySize, count) => {
  expect((await read({}, vocabularySize)).length).toBe(count);
});

test('are missed where there are none and the size tells nothing', async () => {
  await expect(read({})).rejects.toMatchObject({ code: 'model-unsupported' });
});

test('of another count than openai’s are unsupported: the special tokens would be elsewhere', async () => {
  await expect(read({ 'tokenizer.json': tokenizerJson(vocabulary) }, 51865)).rejects.toMatchObject({
    code: 'model-unsupported',
    message: 'its tokenizer has 88 text tokens, not 50257',
  });
});

test('that Git LFS did not fetch are told as such', async () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n';
  await expect(read({ 'tokenizer.json': pointer })).rejects.toMatchObject({
    code: 'model-unsupported',
    message: expect.stringContaining('Git LFS'),
  });
});

test.each<Record<string, string>>([
  { 'tokenizer.json': '{' },
  { 'vocab.json': '[]' },
  { 'vocab.json': '{"a": 0}' },
  { 'vocab.json': '{"a": 0}', 'added_tokens.json': '{"<|endoftext|>": 1e15}' },
])('that are damaged are corrupt: %j', async (files) => {
  await expect(read(files)).rejects.toMatchObject({ code: 'model-corrupt' });
});
