import { createHash } from 'node:crypto';
import { existsSync, openAsBlob, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { parseModelManifest } from '$lib/core/models/model-manifest';
import { dimensionsWith } from '../../../../testing/models/dimensions';

const FOLDER = 'static/models/whisper-base-q8_0';
/** Type, dims and SHA-256 of each tensor, made independently from the f16 weights: ../shared/reference/README.md. */
const REFERENCE = '../shared/reference/base-q8_0.tensors.json';
const isReferenceMissing = !existsSync(REFERENCE);
if (isReferenceMissing)
  console.warn(`SKIPPED: ${REFERENCE} is missing, the shipped model is not compared with it`);

const manifest = parseModelManifest(JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')));
const shards = await Promise.all(manifest.shards.map(({ file }) => openAsBlob(`${FOLDER}/${file}`)));
const checkpoint = await readGgmlCheckpoint(new Blob(shards));

test('every shard has the bytes the manifest says', async () => {
  const whole = createHash('sha256');
  for (const [index, shard] of shards.entries()) {
    const bytes = new Uint8Array(await shard.arrayBuffer());
    whole.update(bytes);
    expect(bytes.byteLength).toBe(manifest.shards[index]!.sizeBytes);
    expect(bytes.byteLength).toBeLessThanOrEqual(20_000_000);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(manifest.shards[index]!.sha256);
  }
  expect(whole.digest('hex')).toBe(manifest.sha256);
});

test('the default model is whisper-base, multilingual', () => {
  expect(checkpoint.dimensions).toEqual(dimensionsWith({}));
  expect(checkpoint.vocabulary).toHaveLength(50257);
  expect(new TextDecoder().decode(checkpoint.vocabulary[2425])).toBe(' Hello');
});

test.skipIf(isReferenceMissing)(
  'all 245 tensors have the type, shape and bytes of the reference',
  async () => {
    const reference = JSON.parse(readFileSync(REFERENCE, 'utf8')) as Record<string, { ne: number[] }>;
    expect(Object.keys(reference)).toHaveLength(245);
    const tensors: Record<string, unknown> = {};
    for (const [name, { type, shape, read }] of checkpoint.tensors) {
      const isConvBias = name.startsWith('encoder.conv') && name.endsWith('bias');
      const sha256 = createHash('sha256')
        .update(await read())
        .digest('hex');
      tensors[name] = { type, ne: isConvBias ? [1, ...shape] : shape.toReversed(), sha256 };
    }
    expect(tensors).toEqual(reference);
  },
);
