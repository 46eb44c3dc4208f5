import { SAMPLE_RATE } from '$lib/core/audio/audio-format';
import { SampleClock } from '$lib/core/audio/sample-clock';
import { expect, test } from 'vitest';

const START_MS = 1_000_000;
const BLOCK = 512;

/** Hears `seconds` in blocks, each so late as `lateMs` says of the time in seconds. */
function heardFor(seconds: number, lateMs: (atSeconds: number) => number): SampleClock {
  const clock = new SampleClock();
  for (let total = BLOCK; total <= seconds * SAMPLE_RATE; total += BLOCK) {
    const at = total / SAMPLE_RATE;
    clock.heard(total, START_MS + 1000 * at + lateMs(at));
  }
  return clock;
}

const errorMs = (clock: SampleClock, seconds: number) =>
  clock.msOf(seconds * SAMPLE_RATE) - START_MS - 1000 * seconds;

test('blocks that come late now and then do not change when a sample was heard', () => {
  const clock = heardFor(30, (at) => (Math.floor(at * 10) % 3 === 0 ? 2 : 300));
  expect(errorMs(clock, 29)).toBeCloseTo(2, 6);
});

test('a device that stood still is late from there on, and so is what it hears after', () => {
  const clock = heardFor(40, (at) => (at < 20 ? 0 : 1500));
  expect(errorMs(clock, 39)).toBeCloseTo(1500, 6);
});

test('a clock that runs slower than the computer’s is followed over two hours', () => {
  // 100 parts in a million.
  const clock = heardFor(7200, (at) => at / 10);
  expect(errorMs(clock, 7199) - 719.9).toBeLessThan(2);
  expect(errorMs(clock, 7199) - 719.9).toBeGreaterThan(-2);
});
