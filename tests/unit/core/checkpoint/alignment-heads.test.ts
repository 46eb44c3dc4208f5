import { alignmentHeads, alignmentLayers } from '$lib/core/checkpoint/alignment-heads';
import type { WhisperDimensions } from '$lib/core/checkpoint/dimensions';
import { describe, expect, test } from 'vitest';
import { dimensionsWith } from '../../../../testing/models/dimensions';

const shaped = (change: Partial<WhisperDimensions>) => alignmentHeads(dimensionsWith(change));

describe('alignment heads', () => {
  // As published with the checkpoints' generation configurations.
  test('of base are the published ones', () => {
    expect(shaped({}).map(({ layer, head }) => [layer, head])).toEqual([
      [3, 1],
      [4, 2],
      [4, 3],
      [4, 7],
      [5, 1],
      [5, 2],
      [5, 4],
      [5, 6],
    ]);
    expect([...alignmentLayers(dimensionsWith({}))]).toEqual([3, 4, 5]);
  });

  test.each([
    ['tiny.en', { textLayers: 4, textState: 384, textHeads: 6, vocabularySize: 51864 }, 8],
    ['base.en', { vocabularySize: 51864 }, 5],
    ['small', { textLayers: 12, textState: 768, textHeads: 12 }, 10],
    ['medium', { textLayers: 24, textState: 1024, textHeads: 16 }, 6],
    ['large-v2', { textLayers: 32, textState: 1280, textHeads: 20 }, 23],
    [
      'large-v3',
      { textLayers: 32, textState: 1280, textHeads: 20, melBands: 128, vocabularySize: 51866 },
      10,
    ],
    ['turbo', { textLayers: 4, textState: 1280, textHeads: 20, melBands: 128, vocabularySize: 51866 }, 6],
  ])('of %s are told by its shape, and exist', (_, change, count) => {
    const heads = shaped(change);
    expect(heads).toHaveLength(count);
    const { textLayers, textHeads } = dimensionsWith(change);
    for (const { layer, head } of heads) expect(layer < textLayers && head < textHeads).toBe(true);
  });

  test('of an unknown shape are all of the later half of the layers', () => {
    const heads = shaped({ textLayers: 2, textState: 128, textHeads: 2 });
    expect(heads).toEqual([
      { layer: 1, head: 0 },
      { layer: 1, head: 1 },
    ]);
  });
});
