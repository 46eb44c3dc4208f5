import type { SampleRange } from '../audio/audio-format';
import { FRAME_SAMPLES } from '../endpointing/speech-regions';
import { voiceFrames, type AudioWindow } from '../endpointing/audio-window';

/** What is heard over a part of a window. */
export interface SoundEvidence {
  /** Mean voice probability of its likeliest frames, 0 to 1. */
  readonly voice: number;
  /** Level of its loudest frames against that of the window's speech, in dB; 0 where the window has no clear voice. */
  readonly relativeLevelDb: number;
  /** The same against the quietest tenth of the window, in dB: about 0 in a steady sound. */
  readonly contrastDb: number;
}

interface Frame {
  /** 0 to 1. */
  readonly voice: number;
  /** Mean square of its samples. */
  readonly power: number;
}

const CLEAR_VOICE = 0.5;
/** Below this there is nothing but the last bit of the converter. */
const LEAST_POWER = 1e-10; // -100 dBFS

/**
 * @param range relative to the window, within it
 * @param count of the frames that a judgement is made on; where the range has fewer, the others have no voice
 */
export function soundOver(window: AudioWindow, range: SampleRange, count: number): SoundEvidence {
  const frames = framesOf(window);
  const { startFrame, endFrame } = voiceFrames(window, range);
  const heard = frames.slice(startFrame, endFrame);
  const level = mean(highest(heard.map(powerOf), count));
  const speech = frames.filter(({ voice }) => voice >= CLEAR_VOICE).map(powerOf);
  const quietestTenth = frames.map(powerOf).sort((a, b) => a - b)[Math.floor(frames.length / 10)];
  const voices = highest(heard.map(voiceOf), count);
  return {
    voice: voices.reduce((sum, voice) => sum + voice, 0) / count,
    relativeLevelDb: speech.length > 0 ? decibels(level / mean(speech)) : 0,
    contrastDb: decibels(level / (quietestTenth ?? LEAST_POWER)),
  };
}

function framesOf({ startSample, samples, voice }: AudioWindow): readonly Frame[] {
  const before = startSample % FRAME_SAMPLES;
  return Array.from(voice, (probability, i) => ({
    voice: probability / 255,
    power: meanSquare(
      samples.subarray(Math.max(0, i * FRAME_SAMPLES - before), (i + 1) * FRAME_SAMPLES - before),
    ),
  }));
}

function voiceOf({ voice }: Frame): number {
  return voice;
}

function powerOf({ power }: Frame): number {
  return power;
}

function meanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.max(LEAST_POWER, sum / Math.max(1, samples.length));
}

function highest(values: readonly number[], count: number): readonly number[] {
  return [...values].sort((a, b) => b - a).slice(0, count);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function decibels(powerRatio: number): number {
  return 10 * Math.log10(Math.max(LEAST_POWER, powerRatio));
}
