import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ClipboardCopy } from '../../../../src/lib/app/browser/clipboard-copy.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a copy is confirmed for a while', async () => {
  const clipboard = new ClipboardCopy(() => Promise.resolve());
  await clipboard.copy('texte');
  expect(clipboard.state).toBe('copied');
  vi.advanceTimersByTime(2000);
  expect(clipboard.state).toBe('idle');
});

test('a refusal stays until the next press', async () => {
  const clipboard = new ClipboardCopy(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
  await clipboard.copy('texte');
  vi.advanceTimersByTime(60_000);
  expect(clipboard.state).toBe('refused');
});

test('a clipboard that is not there counts as a refusal', async () => {
  const clipboard = new ClipboardCopy(() => {
    throw new TypeError('navigator.clipboard is undefined');
  });
  await clipboard.copy('texte');
  expect(clipboard.state).toBe('refused');
});
