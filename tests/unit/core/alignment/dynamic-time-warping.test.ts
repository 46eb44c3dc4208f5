import { columnsByRow } from '$lib/core/alignment/dynamic-time-warping';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

/** Every monotonic path, tried one by one: the largest sum that is possible. */
function largestSum(score: Float32Array, rows: number, columns: number): number {
  const from = (row: number, column: number): number => {
    const own = score[row * columns + column]!;
    if (row === rows - 1 && column === columns - 1) return own;
    const next = [];
    if (row + 1 < rows) next.push(from(row + 1, column));
    if (column + 1 < columns) next.push(from(row, column + 1));
    if (row + 1 < rows && column + 1 < columns) next.push(from(row + 1, column + 1));
    return own + Math.max(...next);
  };
  return from(0, 0);
}

/** The largest sum of a path that enters each row at the column given for it. */
function sumThrough(score: Float32Array, columns: number, entered: readonly number[]): number {
  const rows = entered.length;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const next = entered[row + 1] ?? columns - 1;
    const upTo = (last: number) => {
      let sum = 0;
      for (let column = entered[row]!; column <= last; column++) sum += score[row * columns + column]!;
      return sum;
    };
    // It leaves the row straight down, or one column before.
    total +=
      row === rows - 1
        ? upTo(columns - 1)
        : Math.max(upTo(next), next > entered[row]! ? upTo(next - 1) : -Infinity);
  }
  return total;
}

describe('dynamic time warping', () => {
  test('follows what is large', () => {
    const score = Float32Array.of(1, 1, -1, -1, -1, -1, -1, 1, -1, -1, -1, -1, -1, 1, 1);
    expect([...columnsByRow(score, 3, 5)]).toEqual([0, 2, 3]);
  });

  test('gives rows that begin in order, the first at the beginning', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 40; round++) {
      const [rows, columns] = [2 + Math.floor(4 * random()), 2 + Math.floor(5 * random())];
      const score = Float32Array.from({ length: rows * columns }, () => random() - 0.5);
      const entered = [...columnsByRow(score, rows, columns)];
      expect(entered[0]).toBe(0);
      expect(entered).toEqual([...entered].sort((a, b) => a - b));
      expect(sumThrough(score, columns, entered)).toBeCloseTo(largestSum(score, rows, columns), 4);
    }
  });

  test('of one row or one column is that', () => {
    expect([...columnsByRow(Float32Array.of(1, 1, 1), 1, 3)]).toEqual([0]);
    expect([...columnsByRow(Float32Array.of(1, 1, 1), 3, 1)]).toEqual([0, 0, 0]);
  });
});
