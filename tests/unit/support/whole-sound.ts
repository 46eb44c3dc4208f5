import type { SoundSource } from '../../../src/lib/core/audio/sound-source';

/** All samples, by channel, up to where the file breaks off. */
export async function soundOf(source: SoundSource): Promise<{ channels: number[][]; failure: unknown }> {
  const channels: number[][] = [];
  try {
    for await (const piece of source.pieces()) {
      for (const [i, samples] of piece.channels.entries()) {
        channels[i] ??= [];
        for (const sample of samples) channels[i].push(sample);
      }
    }
  } catch (failure) {
    return { channels, failure };
  }
  return { channels, failure: null };
}

/** How far `samples` are from `expected`, as a signal-to-noise ratio in dB. */
export function likenessDb(samples: readonly number[], expected: readonly number[]): number {
  let [signal, noise] = [0, 0];
  for (const [i, sample] of expected.entries()) {
    signal += sample ** 2;
    noise += (sample - (samples[i] ?? 0)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}
