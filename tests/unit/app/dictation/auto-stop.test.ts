import { expect, test } from 'vitest';
import { AutoStop } from '../../../../src/lib/app/dictation/auto-stop';

const silent = (seconds: number) => ({ isSpeaking: false, seconds });

test('it is time when nobody has spoken for so long', () => {
  const stop = new AutoStop(10);
  expect([stop.take(silent(9)), stop.take({ isSpeaking: true, seconds: 9.5 })]).toEqual([false, false]);
  expect([stop.take(silent(19)), stop.take(silent(19.5))]).toEqual([false, true]);
});

test('or never', () => {
  expect(new AutoStop(null).take(silent(10_000))).toBe(false);
});
