import { expect, test } from 'vitest';
import {
  readShards,
  safetensorsGroups,
} from '../../../../../../src/lib/core/checkpoint/formats/huggingface/safetensors-shards';
import {
  namedFile,
  safetensorsPieces,
  type SafetensorsTensor,
} from '../../../../../../testing/models/toy-huggingface-folder';

const tensor = (name: string): SafetensorsTensor => ({
  name,
  dtype: 'F32',
  shape: [1],
  data: new Uint8Array(4),
});
const weights = (path: string, ...names: string[]) => namedFile(path, safetensorsPieces(names.map(tensor)));
const index = (path: string, weight_map: unknown) => namedFile(path, JSON.stringify({ weight_map }));

async function grouped(
  files: readonly ReturnType<typeof weights>[],
  ...others: ReturnType<typeof weights>[]
) {
  const groups = await safetensorsGroups(files, [...files, ...others]);
  return groups.map(({ name, shards, missing }) => ({
    name,
    shards: shards.map(({ path }) => path),
    missing,
  }));
}

const ONE = weights('m/model-00001-of-00002.safetensors', 'a');
const TWO = weights('m/model-00002-of-00002.safetensors', 'b');

test('one file is a model by itself', async () => {
  expect(await grouped([weights('m/model.safetensors', 'a'), weights('m/other.safetensors', 'a')])).toEqual([
    { name: 'model', shards: ['m/model.safetensors'], missing: [] },
    { name: 'other', shards: ['m/other.safetensors'], missing: [] },
  ]);
});

test('shards numbered alike are one model, with an index and without', async () => {
  const expected = [{ name: 'model', shards: [ONE.path, TWO.path], missing: [] }];
  expect(await grouped([TWO, ONE])).toEqual(expected);
  const map = { a: 'model-00001-of-00002.safetensors', b: 'model-00002-of-00002.safetensors' };
  expect(await grouped([TWO, ONE], index('m/model.safetensors.index.json', map))).toEqual(expected);
});

test('shards of another precision, as of whisper-large-v3, are a group of their own', async () => {
  const files = [
    weights('model.safetensors', 'a'),
    weights('model.fp32-00001-of-00002.safetensors', 'a'),
    weights('model.fp32-00002-of-00002.safetensors', 'b'),
  ];
  const map = { a: 'model.fp32-00001-of-00002.safetensors', b: 'model.fp32-00002-of-00002.safetensors' };
  expect(
    (await grouped(files, index('model.safetensors.index.fp32.json', map)))
      .map(({ shards }) => shards.length)
      .sort(),
  ).toEqual([1, 2]);
});

test('an index names files whose names say nothing', async () => {
  const files = [weights('left.safetensors', 'a'), weights('right.safetensors', 'b')];
  const map = { a: 'left.safetensors', b: 'right.safetensors' };
  expect(await grouped(files, index('whole.safetensors.index.json', map))).toEqual([
    { name: 'whole', shards: ['left.safetensors', 'right.safetensors'], missing: [] },
  ]);
});

test('a shard that was not brought is named; an index of which none was is passed over', async () => {
  const [group] = await safetensorsGroups([ONE], [ONE]);
  expect(group?.missing).toEqual(['model-00002-of-00002.safetensors']);
  await expect(readShards(group!)).rejects.toMatchObject({
    code: 'model-corrupt',
    message: 'the shard model-00002-of-00002.safetensors is missing',
  });
  const file = weights('model.safetensors', 'a');
  expect(
    await grouped([file], index('model.safetensors.index.json', { a: 'gone.safetensors' })),
  ).toHaveLength(1);
});

test('a name in an index is never a path', async () => {
  const files = [ONE, TWO, weights('secret.safetensors', 'c')];
  const map = { a: 'model-00001-of-00002.safetensors', c: '../secret.safetensors' };
  const groups = await safetensorsGroups(files, [...files, index('m/model.safetensors.index.json', map)]);
  expect(groups.find(({ name }) => name === 'model')?.missing).toContain('../secret.safetensors');
});

test('a tensor in two shards is corrupt', async () => {
  const [group] = await safetensorsGroups([ONE, weights('m/model-00002-of-00002.safetensors', 'a')], []);
  await expect(readShards(group!)).rejects.toMatchObject({ code: 'model-corrupt' });
});

test.each<[string, string]>([
  ['is no JSON', '{'],
  ['has no map', '{}'],
  ['names no file', '{"weight_map":{"a":1}}'],
  [
    'names a thousand files and more',
    JSON.stringify({
      weight_map: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [i, `${i}.safetensors`])),
    }),
  ],
])('an index that %s is corrupt', async (_, text) => {
  const files = [ONE, namedFile('m/model.safetensors.index.json', text)];
  await expect(safetensorsGroups([ONE], files)).rejects.toMatchObject({ code: 'model-corrupt' });
});

test('a shard of a number beyond all is read as it is', async () => {
  const file = weights('model-00001-of-99999.safetensors', 'a');
  expect(await grouped([file])).toEqual([{ name: 'model', shards: [file.path], missing: [] }]);
});
