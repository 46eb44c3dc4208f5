import { CancelledError } from '$lib/core/errors';
import { Cancellation } from '$lib/inference/engine/whisper/cancellation';
import { expect, test } from 'vitest';

const { signal } = new AbortController();

test('work that is under way is called off where it breathes next', async () => {
  const cancellation = new Cancellation();
  let isCalledOff = false;
  cancellation.watch({ signal, isCalledOff: () => isCalledOff });
  await cancellation.breathe();
  isCalledOff = true;
  await expect(cancellation.breathe()).rejects.toThrow(CancelledError);
});

test('an abort that comes while it breathes is seen', async () => {
  const cancellation = new Cancellation();
  const controller = new AbortController();
  cancellation.watch({ signal: controller.signal, isCalledOff: () => false });
  const breathing = cancellation.breathe();
  controller.abort();
  await expect(breathing).rejects.toThrow(CancelledError);
});

test('work that was called off before does not begin, and the next one is not held for it', async () => {
  const cancellation = new Cancellation();
  expect(() => cancellation.watch({ signal, isCalledOff: () => true })).toThrow(CancelledError);
  cancellation.watch({ signal, isCalledOff: () => false });
  await cancellation.breathe();
});

test('nothing is called off while nobody uses the engine', async () => {
  await new Cancellation().breathe();
});
