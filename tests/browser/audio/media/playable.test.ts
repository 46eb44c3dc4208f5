import { afterAll, expect, test, vi } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { CancelledError } from '../../../../src/lib/core/errors';
import { decoded, flacFixture, silence, waveFile } from './recordings';

const client = new MediaClient();
afterAll(() => client.dispose());

test('a recording becomes a WAV that the browser decodes to the same sound', async () => {
  const source = await flacFixture('fr-ss-noservice');
  const playable = await client.makePlayable(source);
  const expected = await decoded(source, 16_000);
  const actual = await decoded(playable, 16_000);
  expect(playable.type).toBe('audio/wav');
  expect(playable.size).toBe(44 + 2 * expected.length);
  expect(actual).toHaveLength(expected.length);
  // One step of 16 bits is 3.1e-5: the browser scales by 32768, we by 32767, and each rounds.
  expect(Math.max(...actual.map((sample, i) => Math.abs(sample - expected[i]!)))).toBeLessThan(1e-4);
});

test('sound of several parts is whole and plays', async () => {
  const seconds = 150;
  const playable = await client.makePlayable(waveFile([silence(seconds, 8_000)], 8_000));
  expect(playable.size).toBe(44 + 2 * 16_000 * seconds);
  const audio = new Audio(URL.createObjectURL(playable));
  await vi.waitUntil(() => audio.readyState >= HTMLMediaElement.HAVE_METADATA);
  expect(audio.duration).toBeCloseTo(seconds, 3);
});

test('it says how far it is, to the end', async () => {
  const decodedSeconds: number[] = [];
  await client.makePlayable(waveFile([silence(100, 8_000)], 8_000), {
    onProgress: (progress) => decodedSeconds.push(progress.decodedSeconds),
  });
  expect(decodedSeconds).toEqual([...decodedSeconds].sort((a, b) => a - b));
  expect(decodedSeconds.at(-1)).toBe(100);
});

test('it can be called off in the middle', async () => {
  const controller = new AbortController();
  const making = client.makePlayable(waveFile([silence(600, 8_000)], 8_000), {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(making).rejects.toEqual(new CancelledError());
});

test('what cannot be read fails as a reading does', async () => {
  const text = new File(['not a recording'], 'notes.mp3');
  await expect(client.makePlayable(text)).rejects.toMatchObject({ code: 'audio-undecodable' });
});
