import type { WhisperDimensions } from '$lib/core/checkpoint/dimensions';

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
