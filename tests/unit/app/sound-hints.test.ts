import { SoundHints } from '../../../src/lib/app/sound-hints';
import { expect, test } from 'vitest';

const level = (seconds: number, rms: number, peak = rms) => ({
  type: 'level' as const,
  seconds,
  rms,
  peak,
  isSpeaking: false,
  isJournalled: true,
});

test('silence is told of after some seconds, and until something is heard', () => {
  const hints = new SoundHints();
  expect([hints.take(level(1, 0)), hints.take(level(3.9, 0)), hints.take(level(4, 0))]).toEqual([
    null,
    null,
    'nothing-heard',
  ]);
  expect(hints.take(level(5, 0.01))).toBeNull();
});

test('what is too loud is told of for some seconds', () => {
  const hints = new SoundHints();
  expect(hints.take(level(1, 0.3, 1))).toBe('clipping');
  expect(hints.take(level(4, 0.1))).toBe('clipping');
  expect(hints.take(level(6, 0.1))).toBeNull();
});

test('sound that there was no room for is told of, behind what can be helped at once', () => {
  const hints = new SoundHints();
  const notKept = (seconds: number, rms: number, peak: number) => ({
    ...level(seconds, rms, peak),
    isJournalled: false,
  });
  expect(hints.take(notKept(1, 0.1, 0.1))).toBe('not-kept');
  expect(hints.take(notKept(2, 0.3, 1))).toBe('clipping');
  expect(hints.take(notKept(7, 0.1, 0.1))).toBe('not-kept');
});
