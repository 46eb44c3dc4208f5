import { expect, test } from 'vitest';
import { AutoStop } from '../../../../src/lib/app/dictation/auto-stop';

const silent = (seconds: number) => ({ isSpeaking: false, seconds });

test('dictation stops after the chosen time without speech', () => {
  const stop = new AutoStop(10);
  expect([stop.take(silent(9)), stop.take({ isSpeaking: true, seconds: 9.5 })]).toEqual([false, false]);
  expect([stop.take(silent(19)), stop.take(silent(19.5))]).toEqual([false, true]);
});

test('dictation never stops by itself where no time is chosen', () => {
  expect(new AutoStop(null).take(silent(10_000))).toBe(false);
});
