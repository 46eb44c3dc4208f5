import { allowedMemoryBudget, defaultMemoryBudget } from '$lib/core/models/memory-budget';
import { expect, test } from 'vitest';

test.each([
  { deviceMemoryGb: 8, isMobile: false, megabytes: 2000 },
  { deviceMemoryGb: 32, isMobile: false, megabytes: 8000 },
  { deviceMemoryGb: 4, isMobile: true, megabytes: 500 },
  { deviceMemoryGb: 0.25, isMobile: true, megabytes: 256 },
  { deviceMemoryGb: 1, isMobile: false, megabytes: 256 },
  { deviceMemoryGb: 1000, isMobile: false, megabytes: 20_000 },
  { deviceMemoryGb: null, isMobile: false, megabytes: 1000 },
  { deviceMemoryGb: null, isMobile: true, megabytes: 375 },
  { deviceMemoryGb: 0, isMobile: false, megabytes: 1000 },
])(
  'a device that says $deviceMemoryGb GB (mobile: $isMobile) gives models $megabytes MB',
  ({ deviceMemoryGb, isMobile, megabytes }) => {
    expect(defaultMemoryBudget(deviceMemoryGb, isMobile)).toBe(megabytes * 1e6);
  },
);

test('a budget is brought to what may be', () => {
  expect(allowedMemoryBudget(1e9)).toBe(1e9);
  expect(allowedMemoryBudget(-1)).toBe(256e6);
  expect(allowedMemoryBudget(Infinity)).toBe(20e9);
  expect(() => allowedMemoryBudget(NaN)).toThrow(RangeError);
});
