import type { TokenQueries } from '$lib/core/whisper/decoding/token-decoder';
import { expect } from 'vitest';
import { relativeNorm } from './relative-norm';

/** Of the same layers, and the same but for rounding. */
export function expectSameQueries(queries: TokenQueries, expected: TokenQueries): void {
  expect([...queries.keys()]).toEqual([...expected.keys()]);
  for (const [layer, values] of queries) {
    expect(relativeNorm(values, expected.get(layer) ?? new Float32Array(0))).toBeLessThan(1e-4);
  }
}
