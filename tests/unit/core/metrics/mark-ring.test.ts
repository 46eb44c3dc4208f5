import { MARK_NAMES, type MarkName } from '$lib/core/metrics/figures';
import { MarkRing } from '$lib/core/metrics/mark-ring';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

function pairsOf(marks: readonly (readonly [MarkName, number])[]): number[] {
  return marks.flatMap(([name, value]) => [MARK_NAMES.indexOf(name), value]);
}

test('marks come out in order, once', () => {
  const ring = new MarkRing(8);
  expect(ring.isEmpty).toBe(true);
  ring.mark('final', 812.5);
  ring.mark('utterances', 1);
  expect(ring.isEmpty).toBe(false);
  expect([...ring.drain().pairs]).toEqual(
    pairsOf([
      ['final', 812.5],
      ['utterances', 1],
    ]),
  );
  expect(ring.drain()).toEqual({ pairs: new Float64Array(), lost: 0 });
});

test('what is drained does not change with what is marked later', () => {
  const ring = new MarkRing(2);
  ring.mark('final', 1);
  const { pairs } = ring.drain();
  ring.mark('final', 2);
  expect(pairs[1]).toBe(1);
});

test('of any marks the newest come out and the rest is counted, whatever the capacity and whenever it is drained', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = seededRandom(seed);
    const capacity = 1 + Math.floor(random() * 20);
    const ring = new MarkRing(capacity);
    for (let round = 0; round < 5; round++) {
      const marks = Array.from({ length: Math.floor(random() * 50) }, () => {
        const name = MARK_NAMES[Math.floor(random() * MARK_NAMES.length)]!;
        return [name, random() * 1000] as const;
      });
      for (const [name, value] of marks) ring.mark(name, value);
      const { pairs, lost } = ring.drain();
      expect([...pairs]).toEqual(pairsOf(marks.slice(-capacity)));
      expect(lost).toBe(Math.max(marks.length - capacity, 0));
    }
  }
});

test.each([0, -1, 1.5, NaN])('there is no ring of %d marks', (capacity) => {
  expect(() => new MarkRing(capacity)).toThrow(RangeError);
});
