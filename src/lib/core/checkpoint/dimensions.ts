/** The numbers that say how large a Whisper checkpoint is. Names as in openai/whisper's ModelDimensions. */
export interface WhisperDimensions {
  readonly vocabularySize: number;
  /** Encoder positions, 20 ms each: 1500. */
  readonly audioContext: number;
  readonly audioState: number;
  readonly audioHeads: number;
  readonly audioLayers: number;
  readonly textContext: number;
  readonly textState: number;
  readonly textHeads: number;
  readonly textLayers: number;
  readonly melBands: number;
}

export const HEAD_SIZE = 64;

/** True for checkpoints with language tokens (51865 or 51866 tokens); `.en` ones have 51864. */
export function isMultilingual(dimensions: WhisperDimensions): boolean {
  return dimensions.vocabularySize >= 51865;
}
