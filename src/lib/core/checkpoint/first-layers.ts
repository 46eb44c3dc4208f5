import type { Checkpoint } from './checkpoint';

/**
 * A checkpoint of the first layers of another, with the same weights: its matrices have the same shapes, so it asks the
 * same of kernels at a small part of the memory and time. What it writes is no text.
 *
 * @param layers of the encoder and of the decoder, at most
 */
export function firstLayers(checkpoint: Checkpoint, layers: number): Checkpoint {
  const { audioLayers, textLayers } = checkpoint.dimensions;
  const dimensions = {
    ...checkpoint.dimensions,
    audioLayers: Math.min(layers, audioLayers),
    textLayers: Math.min(layers, textLayers),
  };
  return { ...checkpoint, dimensions };
}
