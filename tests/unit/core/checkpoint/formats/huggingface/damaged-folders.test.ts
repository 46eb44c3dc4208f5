import { describe, expect, test } from 'vitest';
import type { NamedFile } from '../../../../../../src/lib/core/checkpoint/checkpoint-files';
import { readHuggingFaceCheckpoint } from '../../../../../../src/lib/core/checkpoint/formats/huggingface/huggingface-reader';
import { readTensorAsFloat32 } from '../../../../../../src/lib/core/checkpoint/tensor-values';
import { outcomesOfCuts, outcomesOfFlips } from '../../../../support/damaged-files';
import { MemoryBlob } from '../../../../support/memory-blob';
import { toyCheckpoint } from '../../../../../../testing/models/toy-checkpoint';
import { joinPieces } from '../../../../../../testing/models/toy-ggml-file';
import {
  headerPiece,
  huggingFaceConfig,
  huggingFaceTensors,
  namedFile,
  safetensorsPieces,
  tokenizerJson,
} from '../../../../../../testing/models/toy-huggingface-folder';
import { TOY_VOCABULARIES } from '../../../../../../testing/models/toy-vocabularies';

// A prime, so that all places in a row come up.
const DATA_STRIDE = 1009;
const toy = toyCheckpoint({ layers: 1 });
const pieces = safetensorsPieces(await huggingFaceTensors(toy, 'F16'));
const config = JSON.stringify(huggingFaceConfig(toy.dimensions));
const tokenizer = tokenizerJson(toy.vocabulary);
const weights = new MemoryBlob(joinPieces(pieces)).asBlob();

async function readFolder(file: Blob, folder: readonly NamedFile[], tensors = true): Promise<void> {
  const group = { name: 'model', shards: [{ path: 'model.safetensors', file }], missing: [] };
  const checkpoint = await readHuggingFaceCheckpoint(group, folder, TOY_VOCABULARIES);
  if (tensors) for (const tensor of checkpoint.tensors.values()) await readTensorAsFloat32(tensor);
}

const others = [namedFile('config.json', config), namedFile('tokenizer.json', tokenizer)];
const ALLOWED = ['read', 'model-corrupt', 'model-unsupported'];

describe('a safetensors file', () => {
  test('that is cut anywhere is corrupt', { timeout: 120_000 }, async () => {
    const outcomes = await outcomesOfCuts((file) => readFolder(file, others), pieces, DATA_STRIDE);
    expect(outcomes).toEqual(new Set(['model-corrupt']));
  });

  test(
    'with a damaged byte anywhere is read or refused, and nothing else',
    { timeout: 120_000 },
    async () => {
      const outcomes = await outcomesOfFlips((file) => readFolder(file, others), pieces, DATA_STRIDE);
      expect(ALLOWED).toEqual(expect.arrayContaining([...outcomes]));
      expect(outcomes).toContain('model-corrupt');
    },
  );

  test('of gigabytes is refused with little of it read', async () => {
    const entry = (index: number) =>
      `"t${index}":{"dtype":"F32","shape":[1073741824],"data_offsets":[${index * 2 ** 32},${(index + 1) * 2 ** 32}]}`;
    const { bytes } = headerPiece(`{${Array.from({ length: 100 }, (_, index) => entry(index)).join()}}`);
    let readBytes = 0;
    const file = {
      size: bytes.byteLength + 100 * 2 ** 32,
      slice: (from = 0, to = 0) => {
        readBytes += to - from;
        return { arrayBuffer: () => Promise.resolve(bytes.slice(from, to).buffer) };
      },
    };
    const group = { name: 'model', shards: [{ path: 'model.safetensors', file }], missing: [] };
    await expect(readHuggingFaceCheckpoint(group, [], TOY_VOCABULARIES)).rejects.toMatchObject({
      code: 'model-unsupported',
    });
    expect(readBytes).toBeLessThan(20_000);
  });
});

describe.each([
  ['config.json', config, (text: Blob) => [{ path: 'config.json', file: text }, others[1]!]],
  ['tokenizer.json', tokenizer, (text: Blob) => [others[0]!, { path: 'tokenizer.json', file: text }]],
] as const)('a %s', (_, text, folder) => {
  const structure = [{ kind: 'structure', bytes: new TextEncoder().encode(text) }] as const;
  const read = (file: Blob) => readFolder(weights, folder(file), false);

  test('that is cut anywhere is corrupt', { timeout: 60_000 }, async () => {
    expect(await outcomesOfCuts(read, structure, 1)).toEqual(new Set(['model-corrupt']));
  });

  test('with a damaged byte anywhere is read or refused, and nothing else', { timeout: 60_000 }, async () => {
    expect(ALLOWED).toEqual(expect.arrayContaining([...(await outcomesOfFlips(read, structure, 1))]));
  });
});
