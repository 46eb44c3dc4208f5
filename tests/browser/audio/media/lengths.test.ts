import { afterAll, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { cutAt, withUint32 } from './damage';
import { readAll } from './reading';
import { fixture } from './recordings';

const client = new MediaClient();
afterAll(() => client.dispose());

test('a recorder in a browser leaves the length of its first second in the header', async () => {
  // Behind the name: version and flags, two dates, units per second, length.
  const file = await withUint32(await fixture('odd/fragmented.mp4'), 'mdhd', 16, 16_000);
  expect(await client.probe(file)).toBeCloseTo(15.3, 0);
  const { summary } = await readAll(client, file);
  expect(summary.audioSeconds).toBeCloseTo(15.3, 0);
  expect(summary.endedEarly).toBe(false);
});

test('sound that ends before its picture is not damaged', async () => {
  const file = await fixture('odd/sound-ends-early.webm');
  expect(await client.probe(file)).toBeCloseTo(3.1, 0);
  const { summary } = await readAll(client, file);
  expect(summary.audioSeconds).toBeCloseTo(3.1, 0);
  expect(summary.endedEarly).toBe(false);
});

test('a file that is cut is damaged, though its sound ends before its picture', async () => {
  const { summary } = await readAll(client, cutAt(await fixture('odd/sound-ends-early.webm'), 0.97));
  expect(summary.endedEarly).toBe(true);
});

test.each([0, 0xffffffff])('a recorder that lost power has written sizes of %i', async (size) => {
  const whole = await fixture('formats/speech-s16.wav');
  const unfinished = await withUint32(await withUint32(whole, 'RIFF', 0, size), 'data', 0, size);
  const { summary, windows } = await readAll(client, unfinished);
  const expected = await readAll(client, whole);
  expect(windows).toEqual(expected.windows);
  expect(summary).toEqual(expected.summary);
});
