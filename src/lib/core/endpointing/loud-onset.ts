import { FRAME_SAMPLES } from './speech-regions';
import { samplesIn } from '../audio/audio-format';

/** No more than this is taken back: a phrase. */
export const MAX_ONSET_SAMPLES = samplesIn(2_000);
/** The speech that was heard, of which the level is taken. */
export const HEARD_SAMPLES = samplesIn(320);
/** So much quieter is what was heard late; more, and it is background. */
const QUIETER_DB = 10;
/** Between two syllables. */
const GAP_FRAMES = Math.round(samplesIn(200) / FRAME_SAMPLES);

/**
 * How far speech reaches back before the place where the voice detector heard it: it needs time to know a voice in a hall,
 * or behind noise. What is about as loud as the first that it heard, without a gap, belongs to it.
 *
 * @param before the sound up to that place
 * @param heard the first of the speech
 * @returns samples, whole frames of the detector
 */
export function loudOnset(before: Float32Array, heard: Float32Array): number {
  const quietest = meanEnergy(heard) / 10 ** (QUIETER_DB / 10);
  let loud = 0;
  for (let frames = 1; frames - loud <= GAP_FRAMES + 1; frames++) {
    const start = before.length - frames * FRAME_SAMPLES;
    if (start < 0 || frames * FRAME_SAMPLES > MAX_ONSET_SAMPLES) break;
    if (meanEnergy(before.subarray(start, start + FRAME_SAMPLES)) > quietest) loud = frames;
  }
  return loud * FRAME_SAMPLES;
}

function meanEnergy(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return energy / Math.max(1, samples.length);
}
