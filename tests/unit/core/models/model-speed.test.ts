import {
  encoderTimeMs,
  estimateSpeed,
  finalTextMs,
  hourMinutes,
  stepTimeMs,
  type LayerTimings,
  type StepTimes,
} from '$lib/core/models/model-speed';
import { describe, expect, test } from 'vitest';
import { dimensionsWith } from '../../../../testing/models/dimensions';

const steps: StepTimes = {
  emptyMs: 0.5,
  layer: [
    { positions: 64, ms: 0.5 + 1 + 0.064 },
    { positions: 512, ms: 0.5 + 1 + 0.512 },
  ],
  logits: { tokens: 1000, ms: 0.5 + 0.2 },
};
const timings: LayerTimings = {
  threads: 2,
  growsSounds: true,
  logMelMs: 1,
  encoder: {
    convolutions: { positions: 25, ms: 3 },
    positions: 50,
    layer: [
      { positions: 64, ms: 12 + 0.64 },
      { positions: 512, ms: 12 + 5.12 },
    ],
  },
  oneText: steps,
  fourTexts: { ...steps, logits: { tokens: 1000, ms: 0.5 + 0.5 } },
};
const dimensions = dimensionsWith({ audioLayers: 6, textLayers: 4, vocabularySize: 50_000 });

describe('the speed of a model by one layer of it', () => {
  const speed = estimateSpeed(timings, dimensions);

  test('the encoder takes its convolutions, its layers, and the decoder’s keys and values of the sound', () => {
    // A layer of 50 positions, which are a second: 12 matrices in 12 ms.
    const layers = 6 * 12;
    const cross = 4 * 2 * 1;
    const nextOfLast = 3 * 1;
    expect(speed.encoderMs).toBeCloseTo(1 + 6 + layers + cross - nextOfLast, 9);
    // 0.01 ms for each position that 50 look at, in each of six layers.
    expect(speed.encoderAttendedMs).toBeCloseTo(6 * 50 * 0.01, 9);
    expect(encoderTimeMs(speed, 30)).toBeCloseTo(30 * (84 + 30 * 3), 6);
    expect(encoderTimeMs(speed, 15, 3)).toBeCloseTo(3 * (84 + 15 * 3), 6);
  });

  test('a token takes the layers, the positions they look at, and all tokens to choose from', () => {
    expect(speed.oneText.ms).toBeCloseTo(0.5 + 4 * 1 + 0.2 * 50, 9);
    expect(speed.oneText.attendedMs).toBeCloseTo(4 * 0.001 * 50, 9);
    expect(stepTimeMs(speed, 1, 15)).toBeCloseTo(14.5 + 15 * 0.2, 9);
    expect(stepTimeMs(speed, 4, 15)).toBeCloseTo(29.5 + 15 * 0.2, 9);
    expect(stepTimeMs(speed, 2, 15)).toBeCloseTo(19.5 + 15 * 0.2, 9);
    expect(stepTimeMs(speed, 7, 15)).toBeCloseTo(44.5 + 15 * 0.2, 9);
  });

  test('noise makes nothing take less than nothing', () => {
    const noisy: LayerTimings = {
      ...timings,
      encoder: {
        ...timings.encoder,
        layer: [
          { positions: 64, ms: 13 },
          { positions: 512, ms: 11 },
        ],
      },
      oneText: { ...steps, emptyMs: 9 },
      fourTexts: steps,
    };
    const { encoderMs, encoderAttendedMs, oneText, fourTexts } = estimateSpeed(noisy, dimensions);
    for (const ms of [encoderMs, oneText.ms, fourTexts.ms]) expect(ms).toBeGreaterThan(0);
    expect(encoderAttendedMs).toBe(0);
    expect(stepTimeMs(estimateSpeed(noisy, dimensions), 25, 15)).toBeGreaterThan(0);
  });

  test('a person waits longer where the whole utterance is encoded at its end', () => {
    const whole = { ...speed, growsSounds: false };
    const more = encoderTimeMs(speed, 15, 6.75) - encoderTimeMs(speed, 15, 2.75);
    expect(finalTextMs(whole) - finalTextMs(speed)).toBeCloseTo(more, 6);
  });

  test('twice as fast a device takes half the time', () => {
    const { growsSounds, ...parts } = speed;
    const halves = {
      growsSounds,
      encoderMs: parts.encoderMs / 2,
      encoderAttendedMs: parts.encoderAttendedMs / 2,
      oneText: { ms: parts.oneText.ms / 2, attendedMs: parts.oneText.attendedMs / 2 },
      fourTexts: { ms: parts.fourTexts.ms / 2, attendedMs: parts.fourTexts.attendedMs / 2 },
    };
    expect(finalTextMs(halves)).toBeCloseTo(finalTextMs(speed) / 2, 6);
    expect(hourMinutes(halves)).toBeCloseTo(hourMinutes(speed) / 2, 6);
  });
});
