import { beforeEach, expect, test, vi } from 'vitest';
import { Playback, type SoundElement } from '../../../../src/lib/app/recordings/playback.svelte';
import { AppError } from '../../../../src/lib/core/errors';
import { settle } from '../fake-clients';

/** An audio element that loads nothing and says what the test tells it to. */
class FakeElement implements SoundElement {
  src = '';
  currentTime = 0;
  playbackRate = 1;
  paused = true;
  readonly #listeners: { type: string; listener: () => void }[] = [];

  play() {
    this.paused = false;
    this.say('play');
    return Promise.resolve();
  }

  pause() {
    this.paused = true;
    this.say('pause');
  }

  removeAttribute() {
    this.src = '';
  }

  addEventListener(type: string, listener: () => void) {
    this.#listeners.push({ type, listener });
  }

  say(type: string) {
    this.#listeners.filter((each) => each.type === type).forEach(({ listener }) => listener());
  }
}

let element: FakeElement;
/** What the next frame calls. */
let frames: (() => void)[];
let playback: Playback;
const makePlayable = vi.fn<() => Promise<Blob>>();
const revokeUrl = vi.fn();

beforeEach(() => {
  element = new FakeElement();
  frames = [];
  makePlayable.mockReset().mockResolvedValue(new Blob(['wav']));
  revokeUrl.mockReset();
  let urls = 0;
  playback = new Playback({
    element,
    media: { makePlayable },
    sound: (id) => Promise.resolve(id === 'lost' ? null : new File(['sound'], id)),
    toUrl: () => `blob:${++urls}`,
    revokeUrl,
    onNextFrame: (callback) => void frames.push(callback),
  });
});

async function open(id: string): Promise<void> {
  await playback.open(id);
  element.say('loadedmetadata');
}

test('an opened recording can be played from a place', async () => {
  await open('a');
  playback.playFrom(12.5);
  expect(element.currentTime).toBe(12.5);
  expect(playback).toMatchObject({ isPlaying: true, currentSeconds: 12.5 });
  playback.toggle();
  expect(playback.isPlaying).toBe(false);
});

function nextFrame(atSeconds: number): void {
  element.currentTime = atSeconds;
  frames.splice(0).forEach((callback) => callback());
}

test('the place is known to the frame during playback, and no frame is asked for in a pause', async () => {
  await open('a');
  playback.play();
  nextFrame(0.016);
  nextFrame(0.033);
  expect(playback.currentSeconds).toBe(0.033);
  playback.pause();
  nextFrame(0.05);
  expect(frames).toEqual([]);
});

test('pausing and playing again within a frame follows the place once', async () => {
  await open('a');
  playback.play();
  playback.pause();
  playback.play();
  expect(frames).toHaveLength(1);
});

test('another recording starts at its beginning and the memory of the one before is freed', async () => {
  await open('a');
  playback.playFrom(30);
  await open('b');
  expect(revokeUrl).toHaveBeenCalledWith('blob:1');
  expect(playback).toMatchObject({ isPlaying: false, currentSeconds: 0, state: { kind: 'ready' } });
});

test('a recording whose sound is lost says so', async () => {
  await playback.open('lost');
  expect(playback.state).toEqual({ kind: 'no-sound' });
  playback.playFrom(3);
  expect(playback.isPlaying).toBe(false);
});

test('what the browser cannot play is played from a copy', async () => {
  await playback.open('a.aiff');
  element.say('error');
  expect(playback.state.kind).toBe('preparing');
  await settle();
  expect(element.src).toBe('blob:2');
  element.say('loadedmetadata');
  expect(playback.state).toEqual({ kind: 'ready' });
});

test('a track that the browser would not play is played from a copy', async () => {
  await playback.open('a.mkv', 1);
  expect(makePlayable).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ track: 1 }));
  element.say('loadedmetadata');
  expect(playback.state).toEqual({ kind: 'ready' });
  await playback.open('a.mkv', null);
  expect(makePlayable).toHaveBeenCalledOnce();
  expect(element.src).toBe('blob:2');
});

test('a recording whose copy cannot be played either says so', async () => {
  makePlayable.mockRejectedValue(new AppError('audio-damaged', 'cut'));
  await playback.open('a.aiff');
  element.say('error');
  await settle();
  expect(playback.state).toEqual({ kind: 'unplayable' });
});

test('the speed stays from one recording to the next', async () => {
  await open('a');
  playback.setRate(1.5);
  element.playbackRate = 1; // as a browser does when it loads
  await open('b');
  expect(element.playbackRate).toBe(1.5);
});
