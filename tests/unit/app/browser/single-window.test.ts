import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SingleWindow } from '../../../../src/lib/app/browser/single-window.svelte';
import { FakeChannels } from '../../support/fake-channels';
import { FakeLocks } from '../../support/fake-locks';
import { settle } from '../fake-clients';

let locks: FakeLocks;
let channels: FakeChannels;

beforeEach(() => {
  locks = new FakeLocks();
  channels = new FakeChannels();
});
afterEach(() => void vi.useRealTimers());

function openWindow({ isHeldFast = false } = {}) {
  const onEnter = vi.fn(() => Promise.resolve());
  const onLeave = vi.fn(() => Promise.resolve());
  const onLost = vi.fn();
  const channel = channels.open();
  const parts = {
    name: 'recordings',
    locks,
    channel,
    onEnter,
    onLeave,
    onLost,
    isHeldFast: () => isHeldFast,
  };
  return { window: new SingleWindow(parts), onEnter, onLeave, onLost };
}

async function openWindows(count: number) {
  const windows = Array.from({ length: count }, () => openWindow());
  for (const each of windows) await each.window.enter();
  return windows as [ReturnType<typeof openWindow>, ...ReturnType<typeof openWindow>[]];
}

test('the first window has the recordings', async () => {
  const { window, onEnter } = openWindow();
  await window.enter();
  expect(window.place).toBe('here');
  expect(onEnter).toHaveBeenCalledOnce();
});

test('a browser that gives no lock is not waited for', async () => {
  const { window, onEnter } = openWindow();
  locks.request = () => Promise.reject(new DOMException('', 'SecurityError'));
  await window.enter();
  expect(window.place).toBe('elsewhere');
  expect(onEnter).not.toHaveBeenCalled();
});

test('a second window says that the recordings are elsewhere, and touches nothing', async () => {
  const [, second] = await openWindows(2);
  expect(second?.window.place).toBe('elsewhere');
  expect(second?.onEnter).not.toHaveBeenCalled();
});

test('taking over waits until the other window has put everything away', async () => {
  const [first, second] = await openWindows(2);
  let putAway = () => {};
  first.onLeave.mockImplementation(() => new Promise((resolve) => (putAway = resolve)));
  const arrived = second?.window.takeOver();
  await settle();
  expect(first.window.place).toBe('elsewhere');
  expect(second?.onEnter).not.toHaveBeenCalled();
  putAway();
  expect(await arrived).toBe('here');
  expect(second?.window.place).toBe('here');
  expect(second?.onEnter).toHaveBeenCalledOnce();
});

test('a window that cannot put everything away lets go all the same', async () => {
  const [first, second] = await openWindows(2);
  first.onLeave.mockRejectedValue(new Error('the disk is gone'));
  expect(await second?.window.takeOver()).toBe('here');
  expect(first.window.place).toBe('elsewhere');
});

test('a window that cannot read what is there has it all the same, and can give it away', async () => {
  const [first, second] = await openWindows(2);
  second?.onEnter.mockRejectedValue(new Error('unreadable'));
  expect(await second?.window.takeOver()).toBe('here');
  expect(await first.window.takeOver()).toBe('here');
});

test('the recordings can be taken back', async () => {
  const [first, second] = await openWindows(2);
  await second?.window.takeOver();
  await first.window.takeOver();
  expect(first.window.place).toBe('here');
  expect(second?.window.place).toBe('elsewhere');
  expect(first.onEnter).toHaveBeenCalledTimes(2);
});

test('of several windows the one that asks has its turn before those that wait longer', async () => {
  const [first, second, third] = await openWindows(3);
  expect(await third?.window.takeOver()).toBe('here');
  expect([first.window.place, second?.window.place]).toEqual(['elsewhere', 'elsewhere']);
});

test('a window that needs the recordings says so at once', async () => {
  const first = openWindow({ isHeldFast: true });
  await first.window.enter();
  const second = openWindow();
  await second.window.enter();
  expect(await second.window.takeOver()).toBe('refused');
  expect(first.window.place).toBe('here');
});

test('a window that does not answer is given up, and the recordings can be taken from it by force', async () => {
  const [first, second] = await openWindows(2);
  first.onLeave.mockImplementation(() => new Promise(() => undefined));
  vi.useFakeTimers();
  const asked = second?.window.takeOver();
  await vi.advanceTimersByTimeAsync(5000);
  expect(await asked).toBe('no-answer');
  vi.useRealTimers();
  await second?.window.takeByForce();
  expect(second?.window.place).toBe('here');
});

test('a window that loses the recordings by force says that they are elsewhere', async () => {
  const [first, second] = await openWindows(2);
  await second?.window.takeByForce();
  await settle();
  expect(first.onLost).toHaveBeenCalledOnce();
  expect(first.window.place).toBe('elsewhere');
  expect(second?.window.place).toBe('here');
  expect(await first.window.takeOver()).toBe('here');
});
