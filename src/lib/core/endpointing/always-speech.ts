import { FRAME_SAMPLES } from './speech-regions';
import type { VoiceDetector } from './voice-detector';

/** Silence is this likely speech too, far above every threshold. */
const LEAST_PROBABILITY = 0.9;

/**
 * Takes everything for speech, where another detector passes over what is said. Louder frames are a little more likely
 * speech, so windows are cut for length in the quietest place, and not within a word.
 */
export const ALWAYS_SPEECH: VoiceDetector = {
  memory: { state: new Float32Array(0), context: new Float32Array(0) },
  probabilities: (samples) => {
    const frames = Math.ceil(samples.length / FRAME_SAMPLES);
    const probabilities = Float32Array.from({ length: frames }, (_, frame) =>
      likelihood(samples.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES)),
    );
    return Promise.resolve(probabilities);
  },
};

function likelihood(frame: Float32Array): number {
  let energy = 0;
  for (const sample of frame) energy += sample * sample;
  // The fourth root spreads quiet levels, between which a pause has to be found.
  return LEAST_PROBABILITY + (1 - LEAST_PROBABILITY) * Math.min(1, (energy / frame.length) ** 0.25);
}
