import { expect, test, vi } from 'vitest';
import { findSharedFolder } from '../../../../scripts/setup/shared-folder.mjs';

test('where ../shared is missing its tests are skipped, and say so, in CI as well', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(findSharedFolder({ CI: 'true' }, () => false)).toBeNull();
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('SKIPPED'));
  warn.mockRestore();
});

test('whoever asks for ../shared does not have its tests skipped', () => {
  expect(() => findSharedFolder({ SHARED_REQUIRED: 'true' }, () => false)).toThrow(/must not be skipped/);
});

test('a ../shared that is there is used', () => {
  expect(findSharedFolder({}, () => true)).toMatch(/shared$/);
});
