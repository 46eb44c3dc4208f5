import { MARK_NAMES } from '$lib/core/metrics/figures';
import { MarkSender, SEND_AFTER_MS } from '$lib/protocol/mark-sender';
import type { MarkBatch } from '$lib/protocol/metrics';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const WASM = { modelId: 'base', device: 'wasm', adapter: null } as const;
const GPU = { modelId: 'base', device: 'webgpu', adapter: 'nvidia ampere' } as const;

let sent: (readonly MarkBatch[])[];
/** Settles what `send` waits for. */
let taken: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
});
afterEach(() => vi.useRealTimers());

function send(batches: readonly MarkBatch[]): Promise<void> {
  sent.push(batches);
  return new Promise((resolve) => (taken = resolve));
}

const valuesOf = (batches: readonly MarkBatch[] = []) =>
  batches.map(({ setup, pairs }) => [setup.device, ...pairs.filter((_, index) => index % 2 === 1)]);

test('marks go together, by setup, some time after the first of them', async () => {
  const sender = new MarkSender(send);
  sender.of(WASM).mark('final', 400);
  await vi.advanceTimersByTimeAsync(SEND_AFTER_MS - 1);
  sender.of({ ...GPU }).mark('final', 90);
  sender.of({ ...GPU }).mark('utterances', 1);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent.map(valuesOf)).toEqual([
    [
      ['wasm', 400],
      ['webgpu', 90, 1],
    ],
  ]);
  expect([...sent[0]![1]!.pairs]).toEqual([
    MARK_NAMES.indexOf('final'),
    90,
    MARK_NAMES.indexOf('utterances'),
    1,
  ]);
});

test('nothing is sent where nothing was marked', async () => {
  const sender = new MarkSender(send);
  sender.of(WASM);
  await sender.flush();
  expect(sent).toEqual([]);
});

test('while a batch is on its way the next one waits, and marks that there is no room for are counted', async () => {
  const sender = new MarkSender(send);
  const marks = sender.of(WASM);
  marks.mark('final', 1);
  await vi.advanceTimersByTimeAsync(SEND_AFTER_MS);
  for (let second = 0; second < 600; second++) {
    for (let index = 0; index < 10; index++) marks.mark('final', second);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(sent).toHaveLength(1);
  taken();
  await vi.advanceTimersByTimeAsync(SEND_AFTER_MS);
  expect(sent).toHaveLength(2);
  const [batch] = sent[1]!;
  expect([batch!.pairs.length / 2 + batch!.lost, batch!.pairs.at(-1)]).toEqual([6000, 599]);
});

test('flushing waits for what is on its way, and sends what was marked since', async () => {
  const sender = new MarkSender(send);
  const marks = sender.of(WASM);
  marks.mark('final', 1);
  const first = sender.flush();
  await vi.advanceTimersByTimeAsync(0);
  marks.mark('final', 2);
  const second = sender.flush();
  taken();
  await first;
  await vi.advanceTimersByTimeAsync(0);
  taken();
  await second;
  expect(sent.map(valuesOf)).toEqual([[['wasm', 1]], [['wasm', 2]]]);
});

test('what cannot be sent harms nobody, and the next marks are sent', async () => {
  let calls = 0;
  const sender = new MarkSender(() => Promise.reject(new Error(`gone ${++calls}`)));
  sender.of(WASM).mark('final', 1);
  await sender.flush();
  sender.of(WASM).mark('final', 2);
  await sender.flush();
  expect(calls).toBe(2);
});

test('what is marked before it is known to whom goes there then', async () => {
  const sender = new MarkSender();
  sender.of(WASM).mark('load', 900);
  await vi.advanceTimersByTimeAsync(10 * SEND_AFTER_MS);
  sender.connect(send);
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map(valuesOf)).toEqual([[['wasm', 900]]]);
});
