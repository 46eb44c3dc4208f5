import { createHash } from 'node:crypto';
import { keepShard, type ShardFile } from '$lib/inference/download/shard-download';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => vi.useFakeTimers());
afterEach(() => (vi.useRealTimers(), vi.unstubAllGlobals()));

const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const SHARD = {
  file: 'part.bin',
  sizeBytes: BYTES.length,
  sha256: createHash('sha256').update(BYTES).digest('hex'),
};
const LIMIT_MS = 1000;

/** A file of the private file system, in memory. */
class MemoryFile implements ShardFile {
  bytes = new Uint8Array();

  getSize = () => this.bytes.length;
  truncate = (size: number) => void (this.bytes = this.bytes.slice(0, size));
  read = (into: Uint8Array, { at }: { at: number }) => {
    const part = this.bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  };
  write = (bytes: Uint8Array, { at }: { at: number }) => {
    const grown = new Uint8Array(Math.max(this.bytes.length, at + bytes.length));
    grown.set(this.bytes);
    grown.set(bytes, at);
    this.bytes = grown;
    return bytes.length;
  };
}

/** A connection that brings `bytesAtOnce` of what is asked for, and then nothing more. */
function stallingServer(bytesAtOnce: number) {
  const asked: number[] = [];
  vi.stubGlobal('fetch', (_url: URL, { headers, signal }: RequestInit) => {
    const from = Number(/\d+/.exec(new Headers(headers).get('Range') ?? '0')?.[0]);
    asked.push(from);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        if (bytesAtOnce > 0) controller.enqueue(BYTES.slice(from, from + bytesAtOnce));
        if (from + bytesAtOnce >= BYTES.length) controller.close();
        signal?.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return Promise.resolve(new Response(body, { status: from > 0 ? 206 : 200 }));
  });
  return asked;
}

function keep(file: MemoryFile, signal = new AbortController().signal): Promise<void> {
  const options = { baseUrl: 'http://localhost/models/', report: () => undefined, limitMs: LIMIT_MS, signal };
  return keepShard(file, SHARD, 0, options);
}

test('a download that stalls again and again is resumed, as long as each time something comes', async () => {
  const asked = stallingServer(150);
  const file = new MemoryFile();
  const kept = keep(file);
  await vi.advanceTimersByTimeAsync(60_000);
  await kept;
  expect(file.bytes).toEqual(BYTES);
  expect(asked).toEqual([0, 150, 300, 450, 600, 750, 900]);
});

test('a download that brings nothing any more fails, and the shards that came stay', async () => {
  const file = new MemoryFile();
  file.bytes = BYTES.slice(0, 400);
  const asked = stallingServer(0);
  const failed = expect(keep(file)).rejects.toMatchObject({ code: 'model-download-failed' });
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
  expect(asked).toEqual([400, 400, 400, 400]);
  expect(file.bytes).toEqual(BYTES.slice(0, 400));
});

test('a download that is cancelled while it stalls ends at once', async () => {
  stallingServer(0);
  const controller = new AbortController();
  const kept = keep(new MemoryFile(), controller.signal);
  await vi.advanceTimersByTimeAsync(10);
  controller.abort();
  await expect(kept).rejects.toMatchObject({ name: 'CancelledError' });
});

test('a shard that comes whole and wrong is not downloaded for ever', async () => {
  const asked = stallingServer(BYTES.length);
  const failed = expect(
    keepShard(new MemoryFile(), { ...SHARD, sha256: '0'.repeat(64) }, 0, {
      baseUrl: 'http://localhost/',
      report: () => undefined,
      signal: new AbortController().signal,
    }),
  ).rejects.toMatchObject({ code: 'model-corrupt' });
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
  expect(asked).toHaveLength(4);
});
