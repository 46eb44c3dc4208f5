import { SoundHints } from '../../../../../src/lib/app/dictation/sound/sound-hints';
import { expect, test } from 'vitest';

const level = (seconds: number, rms: number, change = {}) => ({
  type: 'level' as const,
  seconds,
  rms,
  peak: rms,
  isClipped: false,
  isSpeaking: false,
  isJournalled: true,
  ...change,
});
const speaking = { isSpeaking: true };
const clipped = { isClipped: true };

test('before the first word, silence is asked about after some seconds, until something is heard', () => {
  const hints = new SoundHints(false);
  expect([1, 5.9, 6].map((seconds) => hints.take(level(seconds, 0)))).toEqual([null, null, 'nothing-yet']);
  expect(hints.take(level(7, 0.01))).toBeNull();
});

test('the silence of a noise gate between sentences is not taken for a microphone that is off', () => {
  const hints = new SoundHints(false);
  hints.take(level(2, 0.1, speaking));
  expect([6, 12, 30, 61.9].map((seconds) => hints.take(level(seconds, 0)))).toEqual([null, null, null, null]);
  expect(hints.take(level(62, 0))).toBe('nothing-heard');
  expect(hints.take(level(63, 0.1, speaking))).toBeNull();
});

test('clipping is told of for some seconds', () => {
  const hints = new SoundHints(false);
  expect(hints.take(level(1, 0.3, clipped))).toBe('clipping');
  expect(hints.take(level(4, 0.1))).toBe('clipping');
  expect(hints.take(level(6, 0.1))).toBeNull();
});

test('soft speech that the browser has turned up to full scale is not too loud, nor is a loud word', () => {
  expect(new SoundHints(true).take(level(1, 0.3, clipped))).toBeNull();
  expect(new SoundHints(false).take(level(1, 0.3, { peak: 1 }))).toBeNull();
});

test('audio that there was no room for is told of after what a person can mend at once', () => {
  const hints = new SoundHints(false);
  const notKept = { isJournalled: false };
  expect(hints.take(level(1, 0.1, notKept))).toBe('not-kept');
  expect(hints.take(level(2, 0.3, { ...notKept, ...clipped }))).toBe('clipping');
  expect(hints.take(level(7, 0.1, notKept))).toBe('not-kept');
});
