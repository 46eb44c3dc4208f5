import type { VoiceDetector } from '$lib/core/endpointing/voice-detector';
import { FRAME_SAMPLES } from '$lib/core/endpointing/speech-regions';
import type { LiveSpeech } from '$lib/core/streaming/live-speech';

const HANGOVER_MS = 480;

/** What is loud is speech. */
export const LOUDNESS: VoiceDetector = {
  memory: { state: new Float32Array(0), context: new Float32Array(0) },
  probabilities: (samples) =>
    Promise.resolve(
      Float32Array.from({ length: samples.length / FRAME_SAMPLES }, (_, frame) =>
        Math.abs(samples[frame * FRAME_SAMPLES] ?? 0) > 0.1 ? 0.9 : 0,
      ),
    ),
};

/** Frames of speech (the value tells where in the sound it is) or of silence, one at a time. */
export async function hear(live: LiveSpeech, speech: boolean, frames: number): Promise<void> {
  for (let i = 0; i < frames; i++) {
    const value = speech ? 0.2 + (live.totalSamples / FRAME_SAMPLES) * 1e-4 : 0;
    await live.push(new Float32Array(FRAME_SAMPLES).fill(value), HANGOVER_MS);
  }
}
