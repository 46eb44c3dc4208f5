import { memoryNeed } from '$lib/inference/engine/choosing/memory-need';
import { expect, test } from 'vitest';
import { PUBLISHED } from '../../../../../testing/models/dimensions';

const megabytes = (name: keyof typeof PUBLISHED, sizeBytes: number, kernels: 'q8_0' | 'own-f32' | 'f32') => {
  const model = { dimensions: PUBLISHED[name], sizeBytes, threads: 2 };
  return memoryNeed(model, { device: 'automatic', kernels }) / 1e6;
};

// The file of base has 82 MB. With our kernels it takes 93 MB when it is loaded, and 172 once it has read 30 s.
test.each([
  { name: 'base', sizeBytes: 82e6, kernels: 'q8_0', least: 172, most: 200 },
  { name: 'base', sizeBytes: 82e6, kernels: 'own-f32', least: 290, most: 450 },
  { name: 'base', sizeBytes: 82e6, kernels: 'f32', least: 290, most: 450 },
  { name: 'small', sizeBytes: 264e6, kernels: 'q8_0', least: 300, most: 600 },
  { name: 'turbo', sizeBytes: 874e6, kernels: 'q8_0', least: 900, most: 1500 },
  { name: 'turbo', sizeBytes: 874e6, kernels: 'own-f32', least: 3236, most: 4295 },
] as const)('$name with $kernels needs $least to $most MB', ({ name, sizeBytes, kernels, least, most }) => {
  const needed = megabytes(name, sizeBytes, kernels);
  expect(needed).toBeGreaterThan(least);
  expect(needed).toBeLessThan(most);
});

test('what no memory can hold is refused before any is asked for', () => {
  expect(() => megabytes('large-v3', 1.6e9, 'own-f32')).toThrow('a memory has 4295 at most');
  const onGpu = { dimensions: PUBLISHED['large-v3'], sizeBytes: 6e9, threads: 2 };
  expect(memoryNeed(onGpu, { device: 'webgpu', kernels: 'q8_0' })).toBe(6e9);
});
