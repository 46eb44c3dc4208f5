import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseModelManifest } from '$lib/core/models/model-manifest';

const SHARD = { file: 'toy.bin.00', sizeBytes: 12, sha256: 'a'.repeat(64) };
const MANIFEST = { id: 'toy', name: 'Toy', sizeBytes: 12, sha256: 'b'.repeat(64), shards: [SHARD] };

test('the manifest of the shipped model is accepted', () => {
  const manifest = parseModelManifest(
    JSON.parse(readFileSync('static/models/whisper-base-q8_0/manifest.json', 'utf8')),
  );
  expect(manifest.id).toBe('whisper-base-q8_0');
  expect(manifest.sizeBytes).toBe(81_768_585);
  expect(manifest.shards).toHaveLength(5);
});

test('fields a manifest does not have are left out', () => {
  expect(parseModelManifest({ ...MANIFEST, extra: 1 })).toEqual(MANIFEST);
});

test.each([
  ['no object', null],
  ['an id that is a path', { ...MANIFEST, id: '../toy' }],
  ['an empty name', { ...MANIFEST, name: ' ' }],
  ['a size that is not whole', { ...MANIFEST, sizeBytes: 12.5 }],
  ['a short hash', { ...MANIFEST, sha256: 'abc' }],
  ['no shards', { ...MANIFEST, shards: [] }],
  ['a shard outside its folder', { ...MANIFEST, shards: [{ ...SHARD, file: '../toy.bin' }] }],
  ['shards that do not add up', { ...MANIFEST, sizeBytes: 13 }],
  ['a shard named twice', { ...MANIFEST, sizeBytes: 24, shards: [SHARD, SHARD] }],
])('a manifest with %s is corrupt', (_, json) => {
  expect(() => parseModelManifest(json)).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
});
