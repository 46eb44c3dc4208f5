import { afterEach, expect, test, vi } from 'vitest';
import { serveWindows, WindowGate } from '../../../../src/lib/audio/media/window-server';
import { AppError, CancelledError } from '../../../../src/lib/core/errors';
import type { FoundWindow } from '../../../../src/lib/core/streaming/reading-point';
import type { WindowRequests } from '../../../../src/lib/protocol/media';
import { readingPoint } from '../../../../testing/reading-point';
import { RpcClient } from '../../../../src/lib/protocol/rpc';

const open: MessagePort[] = [];
afterEach(() => open.splice(0).forEach((port) => port.close()));

function window(startSample: number): FoundWindow {
  const [samples, voice] = [new Float32Array(4), Uint8Array.of(startSample)];
  return { startSample, samples, voice, speech: [], phrases: [], resume: readingPoint(0) };
}

/** Serves `count` windows, or fails after them; `read` counts those that were made. */
function serving(count: number, failure?: Error) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const controller = new AbortController();
  const reading = { count: 0 };
  async function* windows(): AsyncGenerator<FoundWindow, void, void> {
    for (let i = 0; i < count; i++) {
      reading.count++;
      yield window(i);
    }
    if (failure) throw failure;
  }
  const ended = serveWindows(windows(), port1, controller.signal);
  const asking = new RpcClient<WindowRequests>(port2);
  return { ended, reading, controller, next: () => asking.call('next-window', null) };
}

test('windows come in order, then null, which ends the serving', async () => {
  const { ended, next } = serving(2);
  expect((await next())?.startSample).toBe(0);
  expect((await next())?.startSample).toBe(1);
  expect(await next()).toBeNull();
  await ended;
  expect(await next()).toBeNull();
});

test('what a window holds is handed over, not copied', async () => {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const given = window(7);
  async function* windows(): AsyncGenerator<FoundWindow, void, void> {
    yield given;
  }
  void serveWindows(windows(), port1, new AbortController().signal);
  const taken = await new RpcClient<WindowRequests>(port2).call('next-window', null);
  expect(taken).toMatchObject({ samples: new Float32Array(4), voice: Uint8Array.of(7) });
  expect([given.samples.buffer.byteLength, given.voice.buffer.byteLength]).toEqual([0, 0]);
});

test('one window is read ahead of what was asked, and no more', async () => {
  const { next, reading } = serving(10);
  await next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(reading.count).toBe(2);
});

test('a failure reaches who asks, now and later, and the caller', async () => {
  const { ended, next } = serving(1, new AppError('audio-damaged', 'broken'));
  ended.catch(() => undefined);
  expect(await next()).not.toBeNull();
  await expect(next()).rejects.toMatchObject({ code: 'audio-damaged' });
  await expect(next()).rejects.toMatchObject({ code: 'audio-damaged' });
  await expect(ended).rejects.toMatchObject({ code: 'audio-damaged' });
});

test('a failure reaches the caller although nobody asks', async () => {
  await expect(serving(0, new AppError('audio-empty', 'nothing')).ended).rejects.toMatchObject({
    code: 'audio-empty',
  });
});

test('cancelling reaches both and lets go of the file', async () => {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const controller = new AbortController();
  const closed = vi.fn();
  async function* windows(): AsyncGenerator<FoundWindow, void, void> {
    try {
      for (;;) yield window(0);
    } finally {
      closed();
    }
  }
  const ended = serveWindows(windows(), port1, controller.signal);
  ended.catch(() => undefined);
  const asking = new RpcClient<WindowRequests>(port2);
  await asking.call('next-window', null);
  controller.abort();
  await expect(ended).rejects.toBeInstanceOf(CancelledError);
  await asking.call('next-window', null); // was read ahead
  await expect(asking.call('next-window', null)).rejects.toBeInstanceOf(CancelledError);
  await vi.waitUntil(() => closed.mock.calls.length === 1);
});

test('while it is held back no window is given, and a cancel reaches who waits', async () => {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const [controller, gate] = [new AbortController(), new WindowGate()];
  async function* windows(): AsyncGenerator<FoundWindow, void, void> {
    for (let i = 0; ; i++) yield window(i);
  }
  const ended = serveWindows(windows(), port1, controller.signal, gate);
  ended.catch(() => undefined);
  const asking = new RpcClient<WindowRequests>(port2);
  gate.set(true);
  let given = 0;
  const first = asking.call('next-window', null).then(() => given++);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(given).toBe(0);
  gate.set(false);
  await first;
  gate.set(true);
  const second = asking.call('next-window', null);
  await new Promise((resolve) => setTimeout(resolve, 50));
  controller.abort();
  await expect(second).rejects.toBeInstanceOf(CancelledError);
});

test('whoever comes to an open gate passes', async () => {
  const gate = new WindowGate();
  gate.set(false);
  await expect(gate.passed()).resolves.toBeUndefined();
});

test('whoever comes to a gate that is held passes once it is open, also where it was held anew meanwhile', async () => {
  const gate = new WindowGate();
  gate.set(true);
  gate.set(true);
  let hasPassed = false;
  const passing = gate.passed().then(() => (hasPassed = true));
  gate.set(false);
  gate.set(true);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(hasPassed).toBe(false);
  gate.set(false);
  await passing;
  expect(hasPassed).toBe(true);
});
