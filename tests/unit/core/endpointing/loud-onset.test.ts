import { expect, test } from 'vitest';
import { loudOnset } from '../../../../src/lib/core/endpointing/loud-onset';

const FRAME = 512;
/** Frames of these levels, in dBFS. */
const sound = (...levels: number[]) =>
  Float32Array.from(
    { length: levels.length * FRAME },
    (_, i) => 10 ** ((levels[Math.floor(i / FRAME)] ?? 0) / 20),
  );
const times = (level: number, frames: number) => new Array<number>(frames).fill(level);
const HEARD = sound(...times(-30, 10));

test.each([
  { before: times(-70, 60), frames: 0, name: 'silence' },
  { before: [...times(-70, 40), ...times(-36, 20)], frames: 20, name: 'speech that was heard late' },
  {
    before: [...times(-36, 20), ...times(-70, 5), ...times(-36, 20)],
    frames: 45,
    name: 'a gap between syllables',
  },
  { before: [...times(-36, 20), ...times(-70, 8), ...times(-36, 20)], frames: 20, name: 'a pause' },
  { before: [...times(-20, 20), ...times(-70, 8)], frames: 0, name: 'a pause before the speech' },
  { before: times(-45, 60), frames: 0, name: 'noise that is quieter' },
  { before: times(-30, 200), frames: 62, name: 'loud sound without end: two seconds' },
  { before: [], frames: 0, name: 'nothing before it' },
])('$name', ({ before, frames }) => {
  expect(loudOnset(sound(...before), HEARD)).toBe(frames * FRAME);
});

test('of digital silence nothing is loud', () => {
  expect(loudOnset(new Float32Array(20 * FRAME), new Float32Array(10 * FRAME))).toBe(0);
});
