import { expect, test } from 'vitest';
import { BoundedLines } from '../../../../server/graphics-cards/bounded-lines.mjs';

test('lines are whole, however they come', () => {
  const lines = new BoundedLines(() => 0);
  expect(lines.take('one\r\ntw')).toEqual(['one']);
  expect(lines.take('')).toEqual([]);
  expect(lines.take('o\n\nthree\n')).toEqual(['two', 'three']);
});

test('text without the end of a line is refused before it piles up', () => {
  const lines = new BoundedLines(() => 0);
  let taken = 0;
  while (lines.take('x'.repeat(100))) taken++;
  expect(taken).toBe(40);
});

test('more lines than cards have in a second are refused, the same lines over seconds are not', () => {
  let now = 0;
  const line = `${'x'.repeat(999)}\n`;
  const quick = new BoundedLines(() => now);
  for (let i = 0; i < 65; i++) expect(quick.take(line)).toHaveLength(1);
  expect(quick.take(line)).toBeNull();
  const slow = new BoundedLines(() => (now += 1000));
  for (let i = 0; i < 200; i++) expect(slow.take(line)).toHaveLength(1);
});
