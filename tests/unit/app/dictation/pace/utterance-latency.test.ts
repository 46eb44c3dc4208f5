import { summaryOf } from '../../../../../src/lib/app/dictation/pace/utterance-latency';
import { expect, test } from 'vitest';

const latency = (finalMs: number, firstWordMs: number | null = null) => ({
  firstWordMs,
  decodedMs: 0,
  finalMs,
  words: 1,
  committedWords: 0,
  revisedWords: 0,
});

test('without an utterance there are no latency figures', () => expect(summaryOf([])).toBeNull());

test('latency figures are of the last utterance, p50 and p95', () => {
  const summary = summaryOf([latency(100), latency(300), latency(200, 50)]);
  expect(summary).toEqual({ firstWordMs: 50, lastMs: 200, p50Ms: 200, p95Ms: 290 });
});
