import { beforeEach, expect, test, vi } from 'vitest';
import { SingleWindow } from '../../../src/lib/app/single-window.svelte';
import { settle } from './fake-clients';

type Held = (lock: Lock | null) => Promise<unknown>;

/** One lock for all windows of a test, handed on in the order in which it was asked for. */
class FakeLocks {
  #waiting: (() => Promise<void>)[] = [];
  #isHeld = false;

  request = async (_name: string, options: LockOptions | Held, held?: Held): Promise<unknown> => {
    if (typeof options === 'function' || !held) throw new TypeError('options are expected');
    if (this.#isHeld && options.ifAvailable) return held(null);
    return new Promise((resolve) => {
      this.#waiting.push(async () => resolve(await held({ name: 'recordings', mode: 'exclusive' })));
      if (!this.#isHeld) void this.#next();
    });
  };

  async #next(): Promise<void> {
    const next = this.#waiting.shift();
    this.#isHeld = next !== undefined;
    if (!next) return;
    await next();
    void this.#next();
  }
}

/** What one window says, all the others hear. */
class FakeChannel {
  constructor(
    private readonly listeners: { owner: FakeChannel; listener: (event: { data: unknown }) => void }[],
  ) {}

  addEventListener(_type: 'message', listener: (event: { readonly data: unknown }) => void) {
    this.listeners.push({ owner: this, listener });
  }

  postMessage(data: unknown) {
    this.listeners.filter(({ owner }) => owner !== this).forEach(({ listener }) => listener({ data }));
  }
}

let locks: FakeLocks;
let listeners: { owner: FakeChannel; listener: (event: { data: unknown }) => void }[];

beforeEach(() => {
  locks = new FakeLocks();
  listeners = [];
});

function openWindow() {
  const onEnter = vi.fn(() => Promise.resolve());
  const onLeave = vi.fn(() => Promise.resolve());
  const parts = {
    locks: locks as unknown as LockManager,
    channel: new FakeChannel(listeners),
    onEnter,
    onLeave,
  };
  return { window: new SingleWindow(parts), onEnter, onLeave };
}

test('the first window has the recordings', async () => {
  const { window, onEnter } = openWindow();
  await window.enter();
  expect(window.place).toBe('here');
  expect(onEnter).toHaveBeenCalledOnce();
});

test('a second window says that they are elsewhere, and touches nothing', async () => {
  await openWindow().window.enter();
  const second = openWindow();
  await second.window.enter();
  expect(second.window.place).toBe('elsewhere');
  expect(second.onEnter).not.toHaveBeenCalled();
});

test('taking over waits until the other window has put everything away', async () => {
  const first = openWindow();
  await first.window.enter();
  let putAway = () => {};
  first.onLeave.mockImplementation(() => new Promise((resolve) => (putAway = resolve)));
  const second = openWindow();
  await second.window.enter();
  const arrived = second.window.takeOver();
  await settle();
  expect(first.window.place).toBe('elsewhere');
  expect(second.onEnter).not.toHaveBeenCalled();
  putAway();
  await arrived;
  expect(second.window.place).toBe('here');
  expect(second.onEnter).toHaveBeenCalledOnce();
});

test('the recordings can be taken back', async () => {
  const [first, second] = [openWindow(), openWindow()];
  await first.window.enter();
  await second.window.enter();
  await second.window.takeOver();
  await first.window.takeOver();
  expect(first.window.place).toBe('here');
  expect(second.window.place).toBe('elsewhere');
  expect(first.onEnter).toHaveBeenCalledTimes(2);
});
