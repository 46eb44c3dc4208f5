import { describe, expect, test } from 'vitest';
import type { Checkpoint, TensorType } from '$lib/core/checkpoint/checkpoint';
import { readCTranslate2Checkpoint } from '$lib/core/checkpoint/formats/ctranslate2-reader';
import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { readTensorAsFloat32 } from '$lib/core/checkpoint/tensor-values';
import { outcomesOfCuts, outcomesOfFlips } from '../../support/damaged-files';
import { ctranslate2Pieces, ctranslate2Tensors } from '../../../../testing/models/toy-ctranslate2-file';
import { toyCheckpoint } from '../../../../testing/models/toy-checkpoint';
import { type FilePiece, ggmlPieces, toyGgmlContents } from '../../../../testing/models/toy-ggml-file';

// Every offset of the structure, and inside tensor data every so many bytes: a prime, so that all places in a block come up.
const DATA_STRIDE = 1009;
const toy = toyCheckpoint({ layers: 1 });
const readGgml = async (file: Blob) => readTensors(await readGgmlCheckpoint(file));
const readCTranslate2 = async (file: Blob) =>
  readTensors(await readCTranslate2Checkpoint(file, toy.vocabulary));

async function readTensors({ tensors }: Checkpoint): Promise<void> {
  for (const tensor of tensors.values()) await readTensorAsFloat32(tensor);
}

/** A file whose matrices have the types in turn, where the types fit their rows. */
async function piecesOf(types: readonly TensorType[]): Promise<FilePiece[]> {
  const alike = await Promise.all(types.map((type) => toyGgmlContents(type, { layers: 1 })));
  const turns = new Map<string, number>();
  const tensors = alike[0]!.tensors.map(({ dimensions }, index) => {
    const choices = alike.map((contents) => contents.tensors[index]!);
    const kind = String(dimensions[0]);
    const turn = turns.get(kind) ?? 0;
    turns.set(kind, turn + 1);
    return choices[turn % choices.length]!;
  });
  return ggmlPieces({ ...alike[0]!, tensors });
}

const FORMATS: readonly [string, (file: Blob) => Promise<void>, FilePiece[]][] = [
  ['ggml file of q8_0', readGgml, ggmlPieces(await toyGgmlContents('q8_0', { layers: 1 }))],
  ['ggml file of q5_1', readGgml, ggmlPieces(await toyGgmlContents('q5_1', { layers: 1 }))],
  ['ggml file of q2_k, q3_k and more', readGgml, await piecesOf(['q2_k', 'q3_k', 'bf16', 'q4_1'])],
  ['ggml file of q5_k, q6_k and more', readGgml, await piecesOf(['q5_k', 'q6_k', 'q4_0', 'q5_0'])],
  ['CTranslate2 file of f16', readCTranslate2, ctranslate2Pieces(await ctranslate2Tensors(toy, 'f16'))],
  ['CTranslate2 file of int8', readCTranslate2, ctranslate2Pieces(await ctranslate2Tensors(toy, 'int8'))],
];

describe.each(FORMATS)('a %s', (_, read, pieces) => {
  test('that is cut anywhere is corrupt', { timeout: 60_000 }, async () => {
    expect(await outcomesOfCuts(read, pieces, DATA_STRIDE)).toEqual(new Set(['model-corrupt']));
  });

  test('with a damaged byte anywhere is read or refused, and nothing else', { timeout: 60_000 }, async () => {
    const outcomes = await outcomesOfFlips(read, pieces, DATA_STRIDE);
    expect(['read', 'model-corrupt', 'model-unsupported']).toEqual(expect.arrayContaining([...outcomes]));
    expect(outcomes).toContain('model-corrupt');
  });
});
