import { gapRemarks, SoundGaps } from '$lib/app/dictation/sound/sound-gaps';
import { MESSAGES } from '$lib/app/messages/messages';
import { expect, test } from 'vitest';

const words = MESSAGES.en.dictation;

test('a gap has its place and its length once it is over', () => {
  const gaps = new SoundGaps();
  expect(gaps.take(true, 100_000, 12)).toEqual([{ atSeconds: 12, lastedSeconds: null }]);
  expect(gaps.take(false, 108_000, 12)).toEqual([{ atSeconds: 12, lastedSeconds: 8 }]);
  expect(gaps.take(true, 130_000, 40)).toHaveLength(2);
});

test('an interruption shorter than a word is no gap', () => {
  const gaps = new SoundGaps();
  gaps.take(true, 1000, 3);
  expect(gaps.take(false, 1200, 3)).toEqual([]);
});

test('two interruptions with hardly a word between them are one gap', () => {
  const gaps = new SoundGaps();
  gaps.take(true, 0, 3);
  gaps.take(false, 5000, 3);
  gaps.take(true, 5500, 3.5);
  expect(gaps.take(false, 7500, 3.5)).toEqual([{ atSeconds: 3, lastedSeconds: 7 }]);
});

test('what is heard again without having been interrupted is no gap', () => {
  expect(new SoundGaps().take(false, 1000, 3)).toEqual([]);
});

test('each gap is told once, in words', () => {
  const gaps = [
    { atSeconds: 12, lastedSeconds: 8.2 },
    { atSeconds: 75, lastedSeconds: null },
  ];
  expect(gapRemarks(gaps, true, words)).toEqual([
    'The microphone was interrupted at 0:12: nothing was heard for 8 s.',
    words.interrupted,
  ]);
  expect(gapRemarks(gaps, false, words)[1]).toContain('nothing was heard after that');
  const many = Array.from({ length: 9 }, (_, i) => ({ atSeconds: i * 10, lastedSeconds: 2 }));
  expect(new Set(gapRemarks(many, false, words)).size).toBe(3);
});
