import { expect, test } from 'vitest';
import { SampleHistory } from '../../../../src/lib/core/streaming/sample-history';

function history(): SampleHistory {
  const samples = new SampleHistory();
  for (const block of [[0, 1, 2], [3, 4, 5], [6, 7]]) samples.append(Float32Array.from(block)); // prettier-ignore
  return samples;
}

test('a range is read across blocks', () => {
  expect([...history().read({ startSample: 2, endSample: 7 })]).toEqual([2, 3, 4, 5, 6]);
});

test('samples that are forgotten take no memory and cannot be read', () => {
  const samples = history();
  samples.forget(4);
  expect(samples.keptSamples).toBe(5);
  expect([...samples.read({ startSample: 4, endSample: 8 })]).toEqual([4, 5, 6, 7]);
  expect(() => samples.read({ startSample: 2, endSample: 4 })).toThrow(RangeError);
});

test('samples that have not come yet cannot be read', () => {
  expect(() => history().read({ startSample: 0, endSample: 9 })).toThrow(RangeError);
});
