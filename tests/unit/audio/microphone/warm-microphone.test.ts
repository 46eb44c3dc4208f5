import { PRE_ROLL_SECONDS, WARM_MS, WarmMicrophone } from '$lib/audio/microphone/warm-microphone';
import type { MicrophoneOptions, OpenMicrophone } from '$lib/audio/microphone/microphone';
import { createSampleRing, SampleRing } from '$lib/core/audio/sample-ring';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const RATE = 1000;

class Room {
  isWanted = true;
  isHeld = false;
  isLive = true;
  readonly opened: MicrophoneOptions[] = [];
  closed = 0;
  readonly memory = createSampleRing(4096);
  readonly ring = new SampleRing(this.memory);
  readonly warm = new WarmMicrophone({
    open: (options) => {
      this.opened.push(options);
      const microphone: OpenMicrophone = {
        source: { kind: 'ring', memory: this.memory },
        sampleRate: RATE,
        label: 'Desk',
        isTelephone: false,
        isAmplified: false,
        isLive: () => this.isLive,
        close: () => Promise.resolve(void this.closed++),
      };
      return Promise.resolve(microphone);
    },
    isWanted: () => this.isWanted,
    onHeld: (isHeld) => (this.isHeld = isHeld),
  });

  options(change: Partial<MicrophoneOptions> = {}): MicrophoneOptions {
    const told = { onReplaced: vi.fn(), onEnded: vi.fn(), onInterrupted: vi.fn() };
    return { deviceId: null, noiseSuppression: false, autoGain: true, ...told, ...change };
  }

  /** Seconds in which nobody listens. */
  pass(seconds: number): void {
    for (let tenth = 0; tenth < seconds * 10; tenth++) {
      this.ring.push(new Float32Array(RATE / 10).fill(tenth));
      vi.advanceTimersByTime(100);
    }
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a microphone that stays open', () => {
  test('begins with the two seconds before', async () => {
    const room = new Room();
    await (await room.warm.open(room.options())).close();
    expect([room.closed, room.isHeld]).toEqual([0, true]);
    room.pass(30);
    await room.warm.open(room.options());
    expect([room.opened.length, room.isHeld]).toEqual([1, false]);
    const heard = room.ring.take();
    expect(heard).toHaveLength(PRE_ROLL_SECONDS * RATE);
    expect([heard[0], heard.at(-1)]).toEqual([280, 299]);
    expect(room.ring.lostSamples).toBe(0);
  });

  test('is let go after some minutes, and when told to', async () => {
    const room = new Room();
    await (await room.warm.open(room.options())).close();
    vi.advanceTimersByTime(WARM_MS);
    expect([room.closed, room.isHeld]).toEqual([1, false]);
    await (await room.warm.open(room.options())).close();
    await room.warm.release();
    expect([room.closed, room.isHeld, room.opened.length]).toEqual([2, false, 2]);
  });

  test('is not taken for another one', async () => {
    const room = new Room();
    await (await room.warm.open(room.options())).close();
    await room.warm.open(room.options({ deviceId: 'usb' }));
    expect([room.closed, room.opened.at(-1)?.deviceId]).toEqual([1, 'usb']);
  });

  test('of which a page that slept has lost some begins with nothing', async () => {
    const room = new Room();
    await (await room.warm.open(room.options())).close();
    for (let i = 0; i < 100; i++) room.ring.push(new Float32Array(RATE / 10));
    await room.warm.open(room.options());
    expect(room.ring.take()).toHaveLength(0);
  });

  test('tells who uses it that it was unplugged, and is let go where nobody does', async () => {
    const room = new Room();
    const [first, second] = [room.options(), room.options()];
    await (await room.warm.open(first)).close();
    const again = await room.warm.open(second);
    room.opened[0]?.onReplaced('Built-in');
    room.opened[0]?.onEnded();
    expect(second.onReplaced).toHaveBeenCalledWith('Built-in');
    expect([second.onEnded, first.onEnded].map((each) => vi.mocked(each).mock.calls.length)).toEqual([1, 0]);
    await again.close();
    room.opened[0]?.onEnded();
    expect([room.closed, room.isHeld]).toEqual([1, false]);
  });
});

describe('a microphone that the system has silenced', () => {
  test('is not handed out again', async () => {
    const room = new Room();
    await (await room.warm.open(room.options())).close();
    room.isLive = false;
    await room.warm.open(room.options());
    expect([room.opened.length, room.closed]).toEqual([2, 1]);
  });

  test('does not stay open', async () => {
    const room = new Room();
    const microphone = await room.warm.open(room.options());
    room.isLive = false;
    await microphone.close();
    expect([room.closed, room.isHeld]).toEqual([1, false]);
  });

  test('while nobody listens is let go: what it heard before is old; while somebody does, that one is told', async () => {
    const room = new Room();
    const options = room.options();
    const microphone = await room.warm.open(options);
    room.opened[0]?.onInterrupted(true, 5);
    expect(options.onInterrupted).toHaveBeenCalledWith(true, 5);
    await microphone.close();
    room.opened[0]?.onInterrupted(true, 6);
    expect([room.closed, room.isHeld]).toEqual([1, false]);
  });
});

test('a microphone that is not to stay open is closed', async () => {
  const room = new Room();
  room.isWanted = false;
  await (await room.warm.open(room.options())).close();
  expect([room.closed, room.isHeld]).toEqual([1, false]);
});
