import { describe, expect, test } from 'vitest';
import { FRAME_SAMPLES } from '../../../../src/lib/core/endpointing/speech-regions';
import { PassedOverSound } from '../../../../src/lib/core/streaming/passed-over-sound';
import { seededRandom } from '../../../../testing/seeded-random';

const SECOND = 16_000;
const BLOCK_SAMPLES = 16 * FRAME_SAMPLES;

interface Stretch {
  readonly seconds: number;
  /** Of its mean energy. */
  readonly levelDb: number;
  /** Steady noise, or syllables of 0.25 s: half of each is 30 dB quieter. */
  readonly kind: 'steady' | 'syllables';
  /** The detector has found it. */
  readonly isWindow?: boolean;
}

const speech = { levelDb: -20, kind: 'syllables', isWindow: true } as const;

/** Noise as loud as the stretches say, one behind the other. */
function soundOf(stretches: readonly Stretch[]): Float32Array<ArrayBuffer> {
  const random = seededRandom(5);
  const parts = stretches.map(({ seconds, levelDb, kind }) => {
    // A uniform distribution has a third of the energy of its largest value; syllables are loud half of the time.
    const amplitude = 10 ** (levelDb / 20) * Math.sqrt(kind === 'steady' ? 3 : 6);
    return Float32Array.from({ length: seconds * SECOND }, (_, at) => {
      const isQuiet = kind === 'syllables' && at % (SECOND / 4) >= SECOND / 8;
      return amplitude * (2 * random() - 1) * (isQuiet ? 0.03 : 1);
    });
  });
  const sound = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (sound.set(part, at), at + part.length), 0);
  return sound;
}

function secondsPassedOver(...stretches: readonly Stretch[]): number {
  const passedOver = new PassedOverSound();
  const sound = soundOf(stretches);
  for (let at = 0; at < sound.length; at += BLOCK_SAMPLES)
    passedOver.push(sound.subarray(at, at + BLOCK_SAMPLES));
  let startSample = 0;
  for (const { seconds, isWindow } of stretches) {
    const endSample = startSample + seconds * SECOND;
    const samples = sound.slice(startSample, endSample);
    const whole = { startSample: 0, endSample: samples.length };
    if (isWindow) passedOver.window({ startSample, samples, speech: [whole] });
    else passedOver.settle(endSample);
    startSample = endSample;
  }
  passedOver.finish();
  return passedOver.seconds;
}

describe('beside speech that was found', () => {
  test('sound that is as loud and varies as much is counted as far as it is loud', () => {
    const seconds = secondsPassedOver(
      { ...speech, seconds: 10 },
      { ...speech, seconds: 10, isWindow: false },
    );
    expect(seconds).toBeGreaterThan(4.5);
    expect(seconds).toBeLessThan(6.5);
  });

  test.each([10, 14])('sound that is %d dB quieter is counted, in a hall or far away', (quieterDb) => {
    const far = { ...speech, levelDb: -20 - quieterDb, seconds: 10, isWindow: false };
    expect(secondsPassedOver({ ...speech, seconds: 10 }, far)).toBeGreaterThan(4.5);
  });

  test('sound that is 25 dB quieter is background', () => {
    const far = { ...speech, levelDb: -45, seconds: 60, isWindow: false };
    expect(secondsPassedOver({ ...speech, seconds: 10 }, far)).toBe(0);
  });

  test('steady noise is not counted, however loud', () => {
    expect(secondsPassedOver({ ...speech, seconds: 5 }, { seconds: 60, levelDb: -20, kind: 'steady' })).toBe(
      0,
    );
  });

  test('less than 3 s are not worth a word', () => {
    expect(secondsPassedOver({ ...speech, seconds: 5 }, { ...speech, seconds: 4, isWindow: false })).toBe(0);
  });

  test('nor is less than a fifth of all that is as loud', () => {
    const passedOver = { ...speech, seconds: 10, isWindow: false };
    expect(secondsPassedOver({ ...speech, seconds: 44 }, passedOver)).toBe(0);
    expect(secondsPassedOver({ ...speech, seconds: 36 }, passedOver)).toBeGreaterThan(4.5);
  });

  test('pauses between windows are too short to be judged', () => {
    const pause = { ...speech, seconds: 0.4, isWindow: false };
    const stretches = Array.from({ length: 30 }, () => [{ ...speech, seconds: 1 }, pause]).flat();
    expect(secondsPassedOver(...stretches)).toBe(0);
  });
});

describe('where no speech was found', () => {
  test.each([-15, -30, -45])('what varies at %d dBFS is counted, if only for a second', (levelDb) => {
    expect(secondsPassedOver({ levelDb, kind: 'syllables', seconds: 2 })).toBeGreaterThan(0.9);
  });

  test('what is quieter than -50 dBFS is not', () => {
    expect(secondsPassedOver({ levelDb: -56, kind: 'syllables', seconds: 60 })).toBe(0);
  });

  test('nor is steady noise, silence, or a click', () => {
    const silence = new PassedOverSound();
    silence.push(new Float32Array(60 * SECOND));
    silence.finish();
    expect(silence.seconds).toBe(0);
    expect(secondsPassedOver({ levelDb: -20, kind: 'steady', seconds: 60 })).toBe(0);
    const click = new PassedOverSound();
    const sound = new Float32Array(60 * SECOND);
    sound.fill(0.5, 100, 100 + SECOND / 10);
    click.push(sound);
    click.finish();
    expect(click.seconds).toBe(0);
  });
});
