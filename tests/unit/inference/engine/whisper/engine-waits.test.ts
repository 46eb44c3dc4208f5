import type { Engine } from '$lib/core/whisper/reading/engine';
import { EngineLock } from '$lib/inference/engine/whisper/engine-lock';
import { SharedEngine } from '$lib/inference/engine/whisper/shared-engine';
import { expect, test } from 'vitest';

test('a user hears how long each call has waited for those of others', async () => {
  const lock = new EngineLock();
  const waits: number[] = [];
  const inner = { windowsAtOnce: 1, encode: () => Promise.resolve({}) } as unknown as Engine;
  const beforeCall = () => undefined;
  const engine = new SharedEngine(inner, lock, {
    ...{ urgency: 'live', beforeCall },
    onWaited: (milliseconds) => void waits.push(milliseconds),
  });
  const other = lock.take('file', () => new Promise((resolve) => setTimeout(resolve, 60)));
  await engine.encode(new Float32Array());
  await other;
  await engine.encode(new Float32Array());
  // Timers may be a little early, and machines slow.
  expect(waits[0]).toBeGreaterThan(50);
  expect(waits[1]).toBeLessThan(waits[0]!);
});
