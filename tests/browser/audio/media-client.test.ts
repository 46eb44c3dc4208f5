import { afterAll, expect, test, vi } from 'vitest';
import { MediaClient } from '../../../src/lib/audio/media-client';
import { CancelledError } from '../../../src/lib/core/errors';
import type { RecordingProgress, WindowRequests } from '../../../src/lib/protocol/media';
import { RpcClient } from '../../../src/lib/protocol/rpc';
import { peaksOf, readAll } from './media/reading';
import { decoded, flacFixture, silence, waveFile } from './media/recordings';

// One for all: a worker of its own for each test would load the runtime each time.
const client = new MediaClient();
afterAll(() => client.dispose());

const read = (file: File) => readAll(client, file);

test.each(['fr-ss-noservice', 'fr-please-try-call-later', 'en-vm-intro', 'en-vm-nobodyavail'])(
  '%s gives one window with speech',
  async (name) => {
    const { windows, summary, progress } = await read(await flacFixture(name));
    expect(windows).toHaveLength(1);
    const [window] = windows;
    expect(window?.speech.length).toBeGreaterThan(0);
    expect(window?.samples.length).toBeGreaterThan(2 * 16_000);
    expect(summary.speechSeconds).toBeGreaterThan(2);
    expect(summary.endedEarly).toBe(false);
    expect(summary.audioSeconds).toBeGreaterThanOrEqual(summary.speechSeconds);
    expect(progress[0]).toMatchObject({
      type: 'opened',
      durationSeconds: expect.closeTo(summary.audioSeconds, 2),
    });
    expect(progress.at(-1)).toMatchObject({ type: 'read', decodedSeconds: summary.audioSeconds });
  },
);

test('speech far into a stereo recording at 44.1 kHz has its place', async () => {
  const speech = await decoded(await flacFixture('en-vm-nobodyavail'), 44_100);
  const leading = silence(40, 44_100);
  const { windows, summary } = await read(
    waveFile(
      [
        [...leading, ...speech],
        [...leading, ...speech],
      ],
      44_100,
    ),
  );
  expect(windows).toHaveLength(1);
  // The prompt begins within 0.2 s; half a second is kept before speech.
  const startSeconds = (windows[0]?.startSample ?? 0) / 16_000;
  expect(startSeconds).toBeGreaterThan(40 - 0.5 - 0.1);
  expect(startSeconds).toBeLessThan(40 - 0.5 + 0.3);
  expect(summary.audioSeconds).toBeCloseTo(40 + speech.length / 44_100, 3);
});

test('silence gives no window', async () => {
  const { windows, summary } = await read(waveFile([silence(3, 48_000)], 48_000));
  expect(windows).toEqual([]);
  expect(summary).toMatchObject({
    audioSeconds: 3,
    speechSeconds: 0,
    passedOverSeconds: 0,
    endedEarly: false,
  });
});

test('silence that is not to be cut out is given like speech', async () => {
  const { windows, summary } = await readAll(client, waveFile([silence(3, 16_000)], 16_000), {
    cutSilence: false,
  });
  expect(windows.map(({ startSample, samples }) => [startSample, samples.length])).toEqual([[0, 48_000]]);
  expect(summary.speechSeconds).toBe(3);
});

test('very quiet speech is found, and handed on as quiet as it is', async () => {
  const speech = await decoded(await flacFixture('fr-ss-noservice'), 16_000);
  const quiet = speech.map((sample) => sample * 0.005);
  const { windows } = await read(waveFile([quiet], 16_000));
  expect(windows).toHaveLength(1);
  expect(Math.max(...(windows[0]?.samples ?? []))).toBeLessThan(0.005);
});

test('two recordings read at once do not disturb each other', async () => {
  const files = await Promise.all(['fr-ss-noservice', 'en-vm-intro'].map(flacFixture));
  const alone = [];
  for (const file of files) alone.push(await read(file));
  const together = await Promise.all(files.map(read));
  expect(together.map(({ windows }) => windows)).toEqual(alone.map(({ windows }) => windows));
});

test('cancelling reaches both sides, in the middle of the file', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const { port1, port2 } = new MessageChannel();
  const decodedSeconds: number[] = [];
  const onProgress = (event: RecordingProgress) => {
    if (event.type === 'read') decodedSeconds.push(event.decodedSeconds);
  };
  const reading = client.readRecording(waveFile([silence(600, 16_000)], 16_000), port1, {
    signal,
    onProgress,
  });
  const asked = new RpcClient<WindowRequests>(port2).call('next-window', null);
  await vi.waitUntil(() => decodedSeconds.length > 0);
  controller.abort();
  const sides = await Promise.allSettled([asked, reading]);
  for (const side of sides) expect(side).toMatchObject({ status: 'rejected', reason: new CancelledError() });
  expect(decodedSeconds.at(-1)).toBeLessThan(300);
});

test('a client that is disposed of fails what it was reading, and starts again when asked', async () => {
  const { port1 } = new MessageChannel();
  const reading = client.readRecording(await flacFixture('en-vm-intro'), port1);
  client.dispose();
  await expect(reading).rejects.toMatchObject({ code: 'worker-died' });
  expect((await read(await flacFixture('en-vm-intro'))).windows).toHaveLength(1);
});

test('the waveform has a value for each tenth of a second, high where there is speech', async () => {
  const reading = await read(await flacFixture('en-vm-intro'));
  const peaks = peaksOf(reading);
  expect(peaks).toHaveLength(Math.ceil(reading.summary.audioSeconds * 10));
  expect(Math.max(...peaks)).toBeGreaterThan(200);
});

test.each(['before it is read', 'while it is read'])(
  'a recording whose windows are held back %s gives none until they are let go',
  async (when) => {
    const file = await flacFixture('fr-ss-noservice');
    const { port1, port2 } = new MessageChannel();
    if (when === 'before it is read') client.holdWindows(true);
    const reading = client.readRecording(file, port1);
    client.holdWindows(true);
    let isGiven = false;
    const asking = new RpcClient<WindowRequests>(port2);
    const first = asking.call('next-window', null).then((window) => {
      isGiven = true;
      return window;
    });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(isGiven).toBe(false);
    client.holdWindows(false);
    expect((await first)?.speech.length).toBeGreaterThan(0);
    expect(await asking.call('next-window', null)).toBeNull();
    await reading;
  },
);
