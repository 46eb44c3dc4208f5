import { isMultilingual, type WhisperDimensions } from './dimensions';

/** A head of the decoder's cross-attention. */
export interface AttentionHead {
  readonly layer: number;
  readonly head: number;
}

type Heads = readonly (readonly [layer: number, head: number])[];

/**
 * Heads that look at the place in the sound where a word is spoken, found by OpenAI for each checkpoint.
 *
 * @see openai/whisper __init__.py `_ALIGNMENT_HEADS`, version 20250625; `large-v1` has the shape of `large-v2`
 */
const PUBLISHED: Readonly<Record<string, Heads>> = {
  // prettier-ignore
  'tiny.en': [[1, 0], [2, 0], [2, 5], [3, 0], [3, 1], [3, 2], [3, 3], [3, 4]],
  // prettier-ignore
  tiny: [[2, 2], [3, 0], [3, 2], [3, 3], [3, 4], [3, 5]],
  // prettier-ignore
  'base.en': [[3, 3], [4, 7], [5, 1], [5, 5], [5, 7]],
  // prettier-ignore
  base: [[3, 1], [4, 2], [4, 3], [4, 7], [5, 1], [5, 2], [5, 4], [5, 6]],
  // prettier-ignore
  'small.en': [
    [6, 6], [7, 0], [7, 3], [7, 8], [8, 2], [8, 5], [8, 7], [9, 0], [9, 4], [9, 8], [9, 10], [10, 0], [10, 1],
    [10, 2], [10, 3], [10, 6], [10, 11], [11, 2], [11, 4],
  ],
  // prettier-ignore
  small: [[5, 3], [5, 9], [8, 0], [8, 4], [8, 7], [8, 8], [9, 0], [9, 7], [9, 9], [10, 5]],
  // prettier-ignore
  'medium.en': [
    [11, 4], [14, 1], [14, 12], [14, 14], [15, 4], [16, 0], [16, 4], [16, 9], [17, 12], [17, 14], [18, 7],
    [18, 10], [18, 15], [20, 0], [20, 3], [20, 9], [20, 14], [21, 12],
  ],
  // prettier-ignore
  medium: [[13, 15], [15, 4], [15, 15], [16, 1], [20, 0], [23, 4]],
  // prettier-ignore
  'large-v2': [
    [10, 12], [13, 17], [16, 11], [16, 12], [16, 13], [17, 15], [17, 16], [18, 4], [18, 11], [18, 19], [19, 11],
    [21, 2], [21, 3], [22, 3], [22, 9], [22, 12], [23, 5], [23, 7], [23, 13], [25, 5], [26, 1], [26, 12], [27, 15],
  ],
  // prettier-ignore
  'large-v3': [
    [7, 0], [10, 17], [12, 18], [13, 12], [16, 1], [17, 14], [19, 11], [21, 4], [24, 1], [25, 6],
  ],
  // prettier-ignore
  'large-v3-turbo': [[2, 4], [2, 11], [3, 3], [3, 6], [3, 11], [3, 14]],
};

/** The alignment heads of a checkpoint, told by its shape; of an unknown one every head of the later half of the layers. */
export function alignmentHeads(dimensions: WhisperDimensions): readonly AttentionHead[] {
  const published = PUBLISHED[checkpointName(dimensions)];
  if (published) return published.map(([layer, head]) => ({ layer, head }));
  const { textLayers, textHeads } = dimensions;
  const firstLayer = Math.floor(textLayers / 2);
  return Array.from({ length: (textLayers - firstLayer) * textHeads }, (_, index) => ({
    layer: firstLayer + Math.floor(index / textHeads),
    head: index % textHeads,
  }));
}

/** The layers that have alignment heads. */
export function alignmentLayers(dimensions: WhisperDimensions): ReadonlySet<number> {
  return new Set(alignmentHeads(dimensions).map(({ layer }) => layer));
}

const NAMES: Readonly<Record<string, string>> = {
  '4x384': 'tiny',
  '6x512': 'base',
  '12x768': 'small',
  '24x1024': 'medium',
  '4x1280': 'large-v3-turbo',
};

function checkpointName(dimensions: WhisperDimensions): string {
  const { textLayers, textState, melBands } = dimensions;
  if (textLayers === 32 && textState === 1280) return melBands === 128 ? 'large-v3' : 'large-v2';
  const name = NAMES[`${textLayers}x${textState}`] ?? '';
  return isMultilingual(dimensions) ? name : `${name}.en`;
}
