import { describe, expect, test } from 'vitest';
import { Downmix } from '../../../../src/lib/core/audio/downmix';
import { seededRandom } from '../../../../testing/seeded-random';

const RATE = 16_000;

function mixed(channels: readonly Float32Array[], sampleRate = RATE): Float32Array {
  return new Downmix(sampleRate, channels.length).push(channels);
}

/** `seconds` of a tone at 200 Hz with an amplitude of 0.5. */
function tone(seconds: number): Float32Array {
  return Float32Array.from(
    { length: seconds * RATE },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * 200 * i) / RATE),
  );
}

function noise(seconds: number, amplitude: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: seconds * RATE }, () => amplitude * (2 * random() - 1));
}

function join(...parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

const opposite = (samples: Float32Array) => samples.map((sample) => -sample);
const sum = (a: Float32Array, b: Float32Array) => a.map((sample, i) => sample + (b[i] ?? 0));

function level(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((power, sample) => power + sample * sample, 0) / samples.length);
}

/** From `startSeconds` on, for a tenth of a second. */
function levelAt(samples: Float32Array, startSeconds: number): number {
  return level(samples.subarray(startSeconds * RATE, (startSeconds + 0.1) * RATE));
}

const TONE_LEVEL = 0.5 / Math.SQRT2;

describe('the mean', () => {
  test('is what two channels become', () => {
    expect([...mixed([Float32Array.of(1, 0.5, -1), Float32Array.of(0, 0.5, -0.5)])]).toEqual([
      0.5, 0.5, -0.75,
    ]);
  });

  test('has silence for what is no number, in that channel only', () => {
    expect([...mixed([Float32Array.of(NaN, Infinity, -Infinity, 0.25)])]).toEqual([0, 0, 0, 0.25]);
    expect([...mixed([Float32Array.of(NaN, NaN), Float32Array.of(0.5, -0.5)])]).toEqual([0.25, -0.25]);
  });

  test('is clipped where it is out of range', () => {
    expect([...mixed([Float32Array.of(1.5, -30_000)])]).toEqual([1, -1]);
  });

  test.each([
    ['the same', tone(1), tone(1)],
    ['one of them silent', tone(1), new Float32Array(RATE)],
    ['strangers', noise(1, 0.3, 1), noise(1, 0.3, 2)],
    ['opposites of which one is far louder', tone(1), opposite(tone(1)).map((sample) => sample / 4)],
    ['silent', new Float32Array(RATE), new Float32Array(RATE)],
  ])('stays for channels that are %s', (_, left, right) => {
    expect([...mixed([left, right])]).toEqual([...sum(left, right).map((sample) => sample / 2)]);
  });
});

describe('channels that cancel each other out', () => {
  const left = tone(2);

  test('are replaced by one of them after a tenth of a second', () => {
    const mono = mixed([left, opposite(left)]);
    expect(levelAt(mono, 0)).toBeLessThan(0.001);
    for (const startSeconds of [0.12, 0.5, 1.5])
      expect(levelAt(mono, startSeconds)).toBeCloseTo(TONE_LEVEL, 2);
  });

  test('are replaced by the louder one', () => {
    const right = opposite(left).map((sample) => sample * 0.8);
    expect(levelAt(mixed([right, left]), 1)).toBeCloseTo(TONE_LEVEL, 2);
    expect(levelAt(mixed([left, right]), 1)).toBeCloseTo(TONE_LEVEL, 2);
  });

  test('may be more than two', () => {
    expect(levelAt(mixed([left, opposite(left), left, opposite(left)]), 1)).toBeCloseTo(TONE_LEVEL, 2);
  });

  test('are mixed again once they no longer do', () => {
    const mono = mixed([tone(4), join(opposite(tone(2)), new Float32Array(2 * RATE))]);
    expect(levelAt(mono, 1.5)).toBeCloseTo(TONE_LEVEL, 2);
    expect(levelAt(mono, 2.2)).toBeCloseTo(TONE_LEVEL / 2, 2);
  });

  test('are still known for it after a pause with noise', () => {
    const pause = new Float32Array(2 * RATE);
    const right = join(opposite(tone(1)), pause, opposite(tone(1)));
    const quiet = [noise(4, 0.002, 1), noise(4, 0.002, 2)] as const;
    const mono = mixed([sum(join(tone(1), pause, tone(1)), quiet[0]), sum(right, quiet[1])]);
    expect(levelAt(mono, 3)).toBeCloseTo(TONE_LEVEL, 2);
  });

  test('come and go without a click', () => {
    const whole = tone(3);
    const turning = join(
      whole.subarray(0, RATE),
      opposite(whole).subarray(RATE, 2 * RATE),
      whole.subarray(2 * RATE),
    );
    // Where the channels turn round the source itself jumps to nothing and back: the tone passes through zero there.
    const mono = mixed([whole, turning]);
    const steps = mono.subarray(1).map((sample, i) => Math.abs(sample - (mono[i] ?? 0)));
    const toneStep = 0.5 * 2 * Math.sin((Math.PI * 200) / RATE);
    // The fade adds 0.5 over 160 samples to the steepest step of the tone.
    expect(Math.max(...steps)).toBeLessThan(toneStep + 0.5 / 160);
  });
});

test('however the sound is cut into pieces, it comes out the same', () => {
  const channels = [join(tone(1), noise(1, 0.2, 3)), join(opposite(tone(1)), noise(1, 0.2, 3))];
  const downmix = new Downmix(RATE, 2);
  const pieces: number[] = [];
  for (let start = 0; start < 2 * RATE; start += 997) {
    pieces.push(...downmix.push(channels.map((channel) => channel.subarray(start, start + 997))));
  }
  expect(pieces).toEqual([...mixed(channels)]);
});
