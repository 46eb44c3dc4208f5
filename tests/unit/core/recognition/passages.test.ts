import { passagesOf } from '$lib/core/recognition/passages';
import { expect, test } from 'vitest';

const SECOND = 16_000;

test.each([
  { what: 'long phrases stay apart', phrases: [[0, 1], [1.3, 3]], expected: [[0, 1], [1.3, 3]] },
  { what: 'a short one joins across the shorter pause', phrases: [[0, 1], [1.6, 2], [2.3, 4]], expected: [[0, 1], [1.6, 4]] },
  { what: 'one at the end joins the one before', phrases: [[0, 2], [4, 4.5]], expected: [[0, 4.5]] },
  { what: 'short ones join until they are long enough', phrases: [[0, 0.5], [1, 1.4], [2, 2.3], [3, 5]], expected: [[0, 2.3], [3, 5]] },
  { what: 'pauses do not count as speech', phrases: [[0, 0.4], [2, 2.4]], expected: [[0, 2.4]] },
  { what: 'one alone stays short', phrases: [[0, 0.4]], expected: [[0, 0.4]] },
  { what: 'no phrase gives no passage', phrases: [], expected: [] },
])('$what', ({ phrases, expected }) => {
  const ranges = phrases.map(([start = 0, end = 0]) => ({ startSample: start * SECOND, endSample: end * SECOND }));
  const passages = passagesOf(ranges).map(({ startSample, endSample }) => [startSample / SECOND, endSample / SECOND]);
  expect(passages).toEqual(expected);
}); // prettier-ignore
