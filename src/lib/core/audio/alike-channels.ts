/** Energy of the difference of two channels, beside theirs, below which they are the same to the ear (-20 dB). */
const SAME_SHARE = 0.01;
/** Mean square (-100 dBFS): less than this is no sound. */
const SILENT_POWER = 1e-10;

/**
 * Which channels of a recording are the same.
 *
 * @param excerpts each with the same number of channels, at one rate
 * @returns for each channel the number of the first one that is like it, which may be itself; null for a silent one
 */
export function alikeChannels(excerpts: readonly (readonly Float32Array[])[]): readonly (number | null)[] {
  const channelCount = excerpts[0]?.length ?? 0;
  const models: (number | null)[] = [];
  for (let i = 0; i < channelCount; i++) {
    const isSilent = excerpts.every((excerpt) => isSilence(excerpt[i] ?? new Float32Array()));
    const twin = models.findIndex((_, k) => excerpts.every((each) => areAlike(each[k], each[i])));
    models.push(isSilent ? null : twin < 0 ? i : twin);
  }
  return models;
}

/** The sum of the squares of `samples`. */
export function energyOf(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return energy;
}

function isSilence(samples: Float32Array): boolean {
  return energyOf(samples) <= SILENT_POWER * samples.length;
}

/** Turned round, a channel sounds as it did. */
function areAlike(a: Float32Array | undefined, b: Float32Array | undefined): boolean {
  let [difference, sum, energy] = [0, 0, 0];
  for (let i = 0; i < (a?.length ?? 0); i++) {
    const [left, right] = [a?.[i] ?? 0, b?.[i] ?? 0];
    difference += (left - right) ** 2;
    sum += (left + right) ** 2;
    energy += left * left + right * right;
  }
  return Math.min(difference, sum) <= SAME_SHARE * energy;
}
