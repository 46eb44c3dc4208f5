import { describe, expect, test } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import { readPickledCheckpoint } from '$lib/core/checkpoint/formats/pickle/pickled-checkpoint';
import { MemoryBlob } from '../../../../support/memory-blob';
import { outcomesOfCuts, outcomesOfFlips } from '../../../../support/damaged-files';
import { toyCheckpoint } from '../../../../../../testing/models/toy-checkpoint';
import { type FilePiece, joinPieces } from '../../../../../../testing/models/toy-ggml-file';
import { toyPickledPieces } from '../../../../../../testing/models/toy-pickle-file';
import { seededRandom } from '../../../../../../testing/seeded-random';

const toy = toyCheckpoint({ layers: 1 });
const vocabularies = {
  multilingual: () => Promise.reject(new AppError('app-not-loaded', 'no vocabulary')),
  english: () => Promise.resolve(toy.vocabulary),
};
const pieces = await toyPickledPieces(toy, 'f32');
// A prime, so that all places of a header come up: headers, the pickle and the directory are long.
const STRIDE = 997;
const SPARSE = pieces.map(({ bytes }): FilePiece => ({ kind: 'data', bytes }));

async function readAll(file: Blob): Promise<readonly string[]> {
  const { tensors }: Checkpoint = await readPickledCheckpoint(file, vocabularies);
  const texts: string[] = [];
  for (const tensor of tensors.values()) texts.push(Buffer.from(await tensor.read()).toString('latin1'));
  return texts;
}

const whole = joinPieces(pieces);
const right = await readAll(new MemoryBlob(whole).asBlob());

describe('a .pt', () => {
  test('that is cut anywhere is corrupt', { timeout: 60_000 }, async () => {
    const outcomes = await outcomesOfCuts((file) => readAll(file).then(() => undefined), SPARSE, STRIDE);
    expect(outcomes).toEqual(new Set(['model-corrupt']));
  });

  test('with a damaged byte anywhere is read or refused, and nothing else', { timeout: 60_000 }, async () => {
    const outcomes = await outcomesOfFlips((file) => readAll(file).then(() => undefined), SPARSE, STRIDE);
    expect(['read', 'model-corrupt', 'model-unsupported']).toEqual(expect.arrayContaining([...outcomes]));
    expect(outcomes).toContain('model-corrupt');
  });

  test('changed anywhere but in its values is read as it was or refused', { timeout: 60_000 }, async () => {
    const random = seededRandom(24);
    const outcomes = new Map<string, number>();
    for (let round = 0; round < 500; round++) {
      const bytes = changedStructure(random);
      const outcome = await outcomeOf(bytes);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(['right', 'model-corrupt', 'model-unsupported']).toEqual(
      expect.arrayContaining([...outcomes.keys()]),
    );
    expect(outcomes.get('right')).toBeGreaterThan(0);
    expect(outcomes.get('model-corrupt')).toBeGreaterThan(250);
  });
});

async function outcomeOf(bytes: Uint8Array): Promise<string> {
  const file = new MemoryBlob(bytes);
  try {
    const texts = await readAll(file.asBlob());
    if (texts.some((text, i) => text !== right[i])) throw new Error('wrong values');
    return 'right';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  } finally {
    expect(file.readBytes).toBeLessThan(4 * whole.byteLength);
  }
}

/** Some bytes replaced, zeroed, set or swapped with others, in what is no tensor. */
function changedStructure(random: () => number): Uint8Array {
  const copies = pieces.map(({ kind, bytes }): FilePiece => ({ kind, bytes: bytes.slice() }));
  const structures = copies.filter(({ kind, bytes }) => kind === 'structure' && bytes.byteLength > 0);
  const pick = (length: number) => Math.floor(random() * length);
  for (let left = 1 + pick(3); left > 0; left--) {
    const { bytes } = structures[pick(structures.length)]!;
    const from = pick(bytes.byteLength);
    const length = Math.min(1 + pick(8), bytes.byteLength - from);
    const kind = pick(4);
    if (kind === 0) bytes[from] = pick(256);
    else if (kind === 1) bytes.fill(0, from, from + length);
    else if (kind === 2) bytes.fill(255, from, from + length);
    else bytes.copyWithin(from, pick(bytes.byteLength - length + 1), bytes.byteLength);
  }
  return joinPieces(copies);
}

test(`a .pt of ${STRIDE} zeros is corrupt`, async () => {
  expect(await outcomeOf(new Uint8Array(STRIDE))).toBe('model-corrupt');
});
