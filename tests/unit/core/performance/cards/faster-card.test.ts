import { expect, test } from 'vitest';
import { fasterCard } from '../../../../../src/lib/core/performance/cards/faster-card';
import { GIGABYTE, RTX_3090, RTX_5060_TI, aCard } from './a-card';

const card = (name: string, powerLimitWatts: number, gigabytes: number) =>
  aCard({ name: `NVIDIA GeForce ${name}`, powerLimitWatts, memoryTotalBytes: gigabytes * GIGABYTE });

test('an RTX 3090 is probably faster than a 5060 Ti: newer is not all', () => {
  expect(fasterCard(RTX_5060_TI, [RTX_5060_TI, RTX_3090])).toBe(RTX_3090);
  expect(fasterCard(RTX_3090, [RTX_5060_TI, RTX_3090])).toBeNull();
});

test.each([
  [card('RTX 3090', 350, 25.7), card('RTX 4090', 450, 25.7)],
  [card('RTX 4060', 115, 8.6), card('RTX 2080 Ti', 250, 11.8)],
  [card('GTX 1650', 75, 4.3), card('RTX 3060', 170, 12.9)],
])('$name is probably slower than the other', (used, other) => {
  expect(fasterCard(used, [used, other])).toBe(other);
  expect(fasterCard(other, [used, other])).toBeNull();
});

test('where the signs disagree nothing is said', () => {
  const [older, newer] = [card('GTX 1080 Ti', 250, 11.8), card('RTX 3060', 170, 12.9)];
  expect(fasterCard(older, [older, newer])).toBeNull();
  expect(fasterCard(newer, [older, newer])).toBeNull();
});

test('any card with memory of its own is probably faster than the one in the processor', () => {
  const inProcessor = aCard({ id: '0000:00:02.0', vendor: 'intel' });
  expect(fasterCard(inProcessor, [inProcessor, RTX_5060_TI])).toBe(RTX_5060_TI);
  expect(fasterCard(null, [RTX_5060_TI])).toBe(RTX_5060_TI);
});

test('one card alone has no other', () => {
  expect(fasterCard(RTX_3090, [RTX_3090])).toBeNull();
  expect(fasterCard(null, [])).toBeNull();
});
