import { expect, test } from 'vitest';

test('browser tests run cross-origin isolated, as the app does', () => {
  expect(crossOriginIsolated).toBe(true);
  expect(new SharedArrayBuffer(8).byteLength).toBe(8);
});
