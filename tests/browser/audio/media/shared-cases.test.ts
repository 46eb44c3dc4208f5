import { afterAll, describe, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { sharedFile, sharedFolder } from '../../support/shared';
import { failureOf, readAll } from './reading';

const client = new MediaClient();
afterAll(() => client.dispose());

describe.skipIf(!sharedFolder)(`cases in ${sharedFolder ?? '../shared (MISSING)'}`, () => {
  // One sentence of 5.4 s, but for the last, which has a second one.
  test.each([
    ['unfinished-sizes-zero.wav', 5.4],
    ['unfinished-data-zero.wav', 5.4],
    ['short-audio.webm', 5.4],
    ['two-tracks-first-silent.mkv', 5.4],
    ['film-5.1-music.m4a', 5.4],
    ['big-endian.wav', 5.4],
    ['flac-in-ogg.oga', 5.4],
    ['mp3-in.wav', 5.4],
    ['recorder-ima-adpcm.wav', 5.4],
    ['phone-pcm.caf', 5.4],
    ['one-channel-hum.flac', 8],
  ])('%s is read whole', { timeout: 30_000 }, async (name, speechSeconds) => {
    const { summary } = await readAll(client, await sharedFile(`cases/${name}`));
    expect(summary.speechSeconds).toBeCloseTo(speechSeconds, 0);
    expect(summary.endedEarly).toBe(false);
  });

  test('call.amr is refused', async () => {
    expect(await failureOf(client, await sharedFile('cases/call.amr'))).toEqual([
      'audio-undecodable',
      'audio-undecodable',
    ]);
  });
});
