import { askServiceWorker, tellServiceWorker } from '$lib/app/offline/ask-service-worker';
import type { ServiceWorkerAnswer } from '$lib/protocol/service-worker';
import { STALL_MS } from '$lib/protocol/patience';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// Not those of Node's that messages travel by.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

const PARTS = { type: 'parts', shell: true, detector: true, gpuRuntime: true } as const;
const REQUEST = { type: 'keep-gpu-runtime' } as const;

/** A service worker that says what the test has it say. */
function serviceWorker() {
  let port: MessagePort | undefined;
  const postMessage = vi.fn((_request: unknown, ports?: MessagePort[]) => void (port = ports?.[0]));
  // Only these are used.
  const registration = { active: { postMessage } } as unknown as ServiceWorkerRegistration;
  return {
    workers: { ready: Promise.resolve(registration) },
    postMessage,
    say: async (answer: ServiceWorkerAnswer) => {
      port?.postMessage(answer);
      // Messages travel by themselves, whatever the clock says.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('an answer may take long, as long as there is progress', async () => {
  const { workers, say } = serviceWorker();
  const seen: number[] = [];
  const asked = askServiceWorker(workers, REQUEST, { onProgress: (bytes) => seen.push(bytes) });
  for (const receivedBytes of [1, 2, 3]) {
    await vi.advanceTimersByTimeAsync(STALL_MS - 1);
    await say({ type: 'progress', receivedBytes, totalBytes: null });
  }
  await say(PARTS);
  expect(await asked).toEqual(PARTS);
  expect(seen).toEqual([1, 2, 3]);
});

test('a service worker that ends in the middle is waited for no longer', async () => {
  const { workers, say } = serviceWorker();
  const failed = expect(askServiceWorker(workers, REQUEST)).rejects.toMatchObject({ code: 'app-not-loaded' });
  await vi.advanceTimersByTimeAsync(1);
  await say({ type: 'progress', receivedBytes: 1, totalBytes: null });
  await vi.advanceTimersByTimeAsync(STALL_MS);
  await failed;
});

test('a service worker that reports a failure has failed', async () => {
  const { workers, say } = serviceWorker();
  const failed = expect(askServiceWorker(workers, REQUEST)).rejects.toMatchObject({ code: 'app-not-loaded' });
  await vi.advanceTimersByTimeAsync(1);
  await say({ type: 'failed' });
  await failed;
});

test('an answer that never comes is waited for as long as a first visit may take, or until it is called off', async () => {
  const workers = { ready: new Promise<never>(() => undefined) };
  const controller = new AbortController();
  const cancelled = expect(
    askServiceWorker(workers, REQUEST, { signal: controller.signal }),
  ).rejects.toMatchObject({ name: 'CancelledError' });
  controller.abort();
  await cancelled;
  const failed = expect(askServiceWorker(workers, REQUEST)).rejects.toMatchObject({ code: 'app-not-loaded' });
  const told = tellServiceWorker(workers, { type: 'started' });
  await vi.advanceTimersByTimeAsync(180_000);
  await failed;
  await told;
});
