import type { ReceivedBytes } from '$lib/protocol/download';
import { STALL_MS } from '$lib/protocol/patience';
import { fetchOwnFile } from '$lib/runtime/own-file';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => vi.useFakeTimers());
afterEach(() => (vi.useRealTimers(), vi.unstubAllGlobals()));

/** A server whose answer the test sends bit by bit. */
function server(init: ResponseInit = {}) {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let signal: AbortSignal | null | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  vi.stubGlobal('fetch', (_url: string, request: RequestInit) => {
    signal = request.signal;
    return Promise.resolve(new Response(body, init));
  });
  return {
    send: (text: string) => controller.enqueue(new TextEncoder().encode(text)),
    end: () => controller.close(),
    isGivenUp: () => signal?.aborted,
  };
}

test('a file comes whole, and is seen coming', async () => {
  const { send, end } = server({ headers: { 'Content-Length': '4' } });
  const seen: ReceivedBytes[] = [];
  const file = fetchOwnFile('/engine.wasm', { onBytes: (received) => seen.push(received) });
  send('wa');
  await vi.advanceTimersByTimeAsync(STALL_MS - 1);
  send('sm');
  await vi.advanceTimersByTimeAsync(STALL_MS - 1);
  end();
  expect(await (await file).text()).toBe('wasm');
  expect(seen).toEqual([
    { receivedBytes: 2, totalBytes: 4 },
    { receivedBytes: 4, totalBytes: 4 },
  ]);
});

test('a file that stalls is a failure', async () => {
  const { send, isGivenUp } = server();
  const file = fetchOwnFile('/engine.wasm');
  const failed = expect(file).rejects.toMatchObject({ code: 'app-not-loaded' });
  send('wa');
  await vi.advanceTimersByTimeAsync(STALL_MS);
  await failed;
  expect(isGivenUp()).toBe(true);
});

test('a page that says that there is no such file is no file', async () => {
  const { end } = server({ status: 404 });
  end();
  await expect(fetchOwnFile('/engine.wasm')).rejects.toMatchObject({ code: 'app-not-loaded' });
});

test('a file that is cancelled is waited for no longer', async () => {
  server();
  const controller = new AbortController();
  const file = fetchOwnFile('/engine.wasm', { signal: controller.signal });
  controller.abort();
  await expect(file).rejects.toMatchObject({ name: 'CancelledError' });
});
