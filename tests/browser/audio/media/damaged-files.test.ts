import { afterAll, describe, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { AppError } from '../../../../src/lib/core/errors';
import { cutAt, withGarbage, withHole, withZeros } from './damage';
import { readAll } from './reading';
import { fixture, flacFixture } from './recordings';

// A reader that goes round and round is the thing to fear: each file has its limit, and the worker must live on.
const LIMIT = { timeout: 15_000 };

const client = new MediaClient();
afterAll(() => client.dispose());

const FORMATS = [
  'speech-s16.wav',
  'speech.aiff',
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
  'speech-alac.caf',
  'speech-alac.m4a',
  'flac',
];

const fileOf = (name: string) =>
  name === 'flac' ? flacFixture('fr-check-number-dial-again') : fixture(`formats/${name}`);

/** 'read', or the code of what went wrong. */
async function outcomeOf(file: File): Promise<string> {
  try {
    await readAll(client, file);
    return 'read';
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
}

describe.each(FORMATS)('%s', (name) => {
  test.each([0.02, 0.1, 0.3, 0.6, 0.9, 0.99])(
    'cut at %d of its bytes is read or refused',
    LIMIT,
    async (share) => {
      expect(['read', 'audio-damaged', 'audio-undecodable', 'audio-empty']).toContain(
        await outcomeOf(cutAt(await fileOf(name), share)),
      );
    },
  );

  test.each([
    [0.02, 0.05],
    [0.1, 1],
    [0.45, 0.55],
    [0.9, 0.95],
  ])('that is damaged from %d to %d of its bytes is read or refused', LIMIT, async (from, to) => {
    const file = await fileOf(name);
    const damaged = [
      await withGarbage(file, from, to),
      await withZeros(file, from, to),
      withHole(file, from, to),
    ];
    for (const each of damaged) {
      expect(['read', 'audio-damaged', 'audio-undecodable', 'audio-empty', 'audio-no-track']).toContain(
        await outcomeOf(each),
      );
    }
  });
});
