import type { MediaClient } from '../../../../src/lib/audio/media-client';
import { SAMPLE_RATE } from '../../../../src/lib/core/audio/audio-format';
import { decoded } from './recordings';

/** Where a tone of a recording begins and ends, in seconds. */
export interface Tone {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** A shorter pause is one of the wave. */
const MIN_PAUSE_SECONDS = 0.02;

/** What the app makes of a recording, as samples at 16 kHz. */
export async function readSamples(client: MediaClient, file: File): Promise<number[]> {
  return decoded(await client.makePlayable(file), SAMPLE_RATE);
}

/** The stretches above half of the largest amplitude. */
export function tonesIn(samples: readonly number[]): Tone[] {
  const threshold = samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) / 2;
  const tones: { startSeconds: number; endSeconds: number }[] = [];
  for (const [i, sample] of samples.entries()) {
    if (Math.abs(sample) < threshold) continue;
    const seconds = i / SAMPLE_RATE;
    const last = tones.at(-1);
    if (last && seconds - last.endSeconds < MIN_PAUSE_SECONDS) last.endSeconds = seconds;
    else tones.push({ startSeconds: seconds, endSeconds: seconds });
  }
  return tones;
}
