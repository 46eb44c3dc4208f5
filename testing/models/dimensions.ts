import { HEAD_SIZE, type WhisperDimensions } from '$lib/core/checkpoint/dimensions';

/** Those of whisper-base, but for what is given. */
export function dimensionsWith(given: Partial<WhisperDimensions>): WhisperDimensions {
  return {
    vocabularySize: 51865,
    audioContext: 1500,
    audioState: 512,
    audioHeads: 8,
    audioLayers: 6,
    textContext: 448,
    textState: 512,
    textHeads: 8,
    textLayers: 6,
    melBands: 80,
    ...given,
  };
}

/** As published. Distilled ones have fewer layers in the decoder. */
export const PUBLISHED = {
  tiny: published(384, 4),
  'tiny.en': { ...published(384, 4), vocabularySize: 51864 },
  base: published(512, 6),
  small: published(768, 12),
  medium: published(1024, 24),
  'large-v3': { ...published(1280, 32), melBands: 128, vocabularySize: 51866 },
  turbo: { ...published(1280, 32), textLayers: 4, melBands: 128, vocabularySize: 51866 },
  'distil-large-v3': { ...published(1280, 32), textLayers: 2, melBands: 128, vocabularySize: 51866 },
} as const satisfies Record<string, WhisperDimensions>;

function published(state: number, layers: number): WhisperDimensions {
  const heads = state / HEAD_SIZE;
  return dimensionsWith({
    ...{ audioState: state, audioHeads: heads, audioLayers: layers },
    ...{ textState: state, textHeads: heads, textLayers: layers },
  });
}
