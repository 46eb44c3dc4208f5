import { expect, test } from 'vitest';
import { parseCardsReport } from '../../../../../src/lib/core/performance/cards/card-reading';
import { RTX_3090, aCard } from './a-card';

const report = { time: 1_790_000_000_000, cards: [RTX_3090, aCard({ id: 'b' })], problem: null };

test('a report is read as it was written', () => {
  expect(parseCardsReport(JSON.stringify(report))).toEqual(report);
});

test('a problem comes with its words', () => {
  const problem = { kind: 'failed', detail: 'no driver' };
  expect(parseCardsReport(JSON.stringify({ ...report, cards: [], problem }))?.problem).toEqual(problem);
});

test('figures that are none are not known', () => {
  const card = { ...RTX_3090, temperatureCelsius: '63', powerWatts: -1, utilisation: {} };
  expect(parseCardsReport(JSON.stringify({ ...report, cards: [card] }))?.cards).toEqual([
    expect.objectContaining({ temperatureCelsius: null, powerWatts: null, utilisation: null }),
  ]);
});

test.each([
  '',
  'null',
  '[]',
  '{"time":1}',
  '{"time":"now","cards":[]}',
  '{"time":1,"cards":{}}',
  '{"time":1,"cards":[null]}',
  '{"time":1,"cards":[{"id":"a","vendor":"other"}]}',
  '{"time":1,"cards":[{"id":"","vendor":"amd"}]}',
  `{"time":1,"cards":[${Array(65).fill('{"id":"a","vendor":"amd"}').join()}]}`,
  '<!doctype html>',
])('%s is no report', (text) => {
  expect(parseCardsReport(text)).toBeNull();
});
