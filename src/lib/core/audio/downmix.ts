/**
 * Mean of the channels, as mono PCM in [-1, 1].
 *
 * What is no number counts as silence, and what is out of range is clipped: one broken sample would otherwise
 * ring through the resampler's filter and spoil the spectrogram of a whole window.
 *
 * @param channels at least one, all of the same length
 */
export function downmix(channels: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const mono = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) {
    for (let i = 0; i < mono.length; i++) mono[i] = (mono[i] ?? 0) + (channel[i] ?? 0);
  }
  const scale = 1 / channels.length;
  for (let i = 0; i < mono.length; i++) mono[i] = sane((mono[i] ?? 0) * scale);
  return mono;
}

function sane(sample: number): number {
  if (sample >= -1 && sample <= 1) return sample;
  return Number.isFinite(sample) ? Math.sign(sample) : 0;
}
