import { SHARED_LIMITS, withinLimits } from '$lib/library/shared-files';
import { expect, test } from 'vitest';

/** A file of that size, without its bytes. */
function fileOf(size: number): File {
  return Object.defineProperty(new File([], `${size}.wav`), 'size', { value: size });
}

test('of many files the first are kept, and the others counted', () => {
  const files = Array.from({ length: SHARED_LIMITS.files + 7 }, (_, index) => fileOf(index));
  const { files: kept, leftOut } = withinLimits(files);
  expect(kept).toEqual(files.slice(0, SHARED_LIMITS.files));
  expect(leftOut).toBe(7);
});

test('what is kept before anybody agrees is never larger than the limit', () => {
  const half = SHARED_LIMITS.bytes / 2;
  const files = [fileOf(SHARED_LIMITS.bytes + 1), fileOf(half), fileOf(half + 1), fileOf(half)];
  const { files: kept, leftOut } = withinLimits(files);
  expect(kept).toEqual([files[1], files[3]]);
  expect(leftOut).toBe(2);
});
