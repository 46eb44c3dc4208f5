import {
  InterruptionWatch,
  type WatchedContext,
  type WatchedTrack,
} from '$lib/audio/microphone/interruptions';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

class FakeContext extends EventTarget implements WatchedContext {
  state = 'running';
  currentTime = 0;
  readonly resume = vi.fn(() => (this.isTaken ? Promise.reject(new Error('taken')) : this.become('running')));
  isTaken = false;

  become(state: string): Promise<void> {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
    return Promise.resolve();
  }
}

class FakeTrack extends EventTarget implements WatchedTrack {
  muted = false;

  mute(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}

class Room {
  readonly context = new FakeContext();
  readonly told: (readonly [boolean, number])[] = [];
  nowMs = 0;
  readonly watch = new InterruptionWatch(
    this.context,
    (isInterrupted, atMs) => void this.told.push([isInterrupted, atMs]),
    () => this.nowMs,
  );

  /** @param isHeard whether sound comes meanwhile */
  async pass(seconds: number, isHeard = true): Promise<void> {
    for (let i = 0; i < seconds; i++) {
      this.nowMs += 1000;
      if (isHeard) this.context.currentTime += 1;
      await vi.advanceTimersByTimeAsync(1000);
    }
  }
}

describe('a microphone that is heard', () => {
  test('is told of nothing', async () => {
    const room = new Room();
    room.watch.watch(new FakeTrack());
    await room.pass(100);
    expect([room.told, room.watch.isInterrupted]).toEqual([[], false]);
    expect(room.context.resume).not.toHaveBeenCalled();
  });
});

describe('a microphone whose sound another program has', () => {
  test.each(['suspended', 'interrupted'])('(%s) is told of, and resumed once it can be', async (state) => {
    const room = new Room();
    await room.pass(3);
    room.context.isTaken = true;
    await room.context.become(state);
    expect([room.told, room.watch.isInterrupted]).toEqual([[[true, 3000]], true]);
    await room.pass(8, false);
    room.context.isTaken = false;
    await room.pass(1, false);
    expect(room.told).toEqual([
      [true, 3000],
      [false, 12_000],
    ]);
    await room.pass(5);
    expect(room.told).toHaveLength(2);
  });
});

describe('a microphone that the system mutes', () => {
  test('is told of until it is heard again, also where it took the place of another', async () => {
    const room = new Room();
    const [first, second] = [new FakeTrack(), new FakeTrack()];
    room.watch.watch(first);
    room.watch.watch(second);
    await room.pass(2);
    second.mute(true);
    await room.pass(3);
    second.mute(false);
    expect(room.told).toEqual([
      [true, 2000],
      [false, 5000],
    ]);
  });
});

describe('a computer that slept', () => {
  test('is told of afterwards: from when, and until when', async () => {
    const room = new Room();
    await room.pass(4);
    room.nowMs += 60_000;
    await room.pass(1);
    expect(room.told).toEqual([
      [true, 5000],
      [false, 65_000],
    ]);
  });
});

test('a watch that is closed tells nothing, and wakes nothing', async () => {
  const room = new Room();
  room.watch.close();
  await room.context.become('closed');
  await room.pass(10, false);
  expect(room.told).toEqual([]);
  expect(room.context.resume).not.toHaveBeenCalled();
});
