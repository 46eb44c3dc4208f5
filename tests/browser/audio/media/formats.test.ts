import { afterAll, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { SAMPLE_RATE } from '../../../../src/lib/core/audio/audio-format';
import { readAll, type Reading } from './reading';
import { fixture, flacFixture } from './recordings';

const client = new MediaClient();
afterAll(() => client.dispose());

/** Where the speech of a reading begins and ends, in seconds. */
function speechOf({ windows }: Reading): { startSeconds: number; endSeconds: number } {
  const [window] = windows;
  const [first, last] = [window?.speech.at(0), window?.speech.at(-1)];
  if (!window || !first || !last) throw new Error('no speech');
  return {
    startSeconds: (window.startSample + first.startSample) / SAMPLE_RATE,
    endSeconds: (window.startSample + last.endSample) / SAMPLE_RATE,
  };
}

const original = await readAll(client, await flacFixture('fr-check-number-dial-again'));

// One prompt in each, at rates from 8 to 48 kHz, mono and stereo, with a picture and without: see the script that made them.
test.each([
  'speech-s16.wav',
  'speech-f32.wav',
  'speech.aiff',
  'speech-sowt.aifc',
  'speech.mp3',
  'speech.m4a',
  'speech.aac',
  'speech.ogg',
  'speech.opus',
  'speech.webm',
  'speech.mp4',
  'speech.mov',
  'speech.mkv',
  'speech-flac.oga',
  'speech-mp3.wav',
  'speech-ima.wav',
  'speech-ima4.caf',
  'speech-alac.caf',
  'speech-alac.m4a',
])('%s has the length of the original, and its speech in the same place', async (name) => {
  const file = await fixture(`formats/${name}`);
  const declaredSeconds = await client.probe(file);
  const reading = await readAll(client, file);
  const { audioSeconds, endedEarly } = reading.summary;
  const expected = speechOf(original);
  const speech = speechOf(reading);
  expect(endedEarly).toBe(false);
  // An encoder pads its last frame (1024 samples of AAC at 16 kHz: 64 ms).
  expect(Math.abs(audioSeconds - original.summary.audioSeconds)).toBeLessThan(0.1);
  expect(Math.abs((declaredSeconds ?? NaN) - audioSeconds)).toBeLessThan(0.1);
  // Three frames of the voice detector: lossy sound is judged a little differently at its borders.
  expect(Math.abs(speech.startSeconds - expected.startSeconds)).toBeLessThan(0.1);
  expect(Math.abs(speech.endSeconds - expected.endSeconds)).toBeLessThan(0.1);
});
