import { afterAll, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { fixture } from './recordings';
import { readSamples, tonesIn } from './tones';
import { sharedFile } from '../../support/shared';
import { readAll } from './reading';

const client = new MediaClient();
afterAll(() => client.dispose());

for (const name of [
  'tone-8000.mp3',
  'tone-16000.mp3',
  'tone-44100.mp3',
  'tone.aac',
  'tone-mp3.mkv',
  'tone.opus',
  'tone-opus.mp4',
  'tone-opus.webm',
  'tone.ogg',
  'tone.flac',
  'tone-flac.mkv',
  'tone.mov',
  'tone-at-1.4s.mpegts',
  'tone-at-300s.mpegts',
  'tone-after-picture.mpegts',
  'pause.webm',
])
  test(name, async () => {
    const samples = await readSamples(client, await fixture('times/' + name));
    const d = await client.probe(await fixture('times/' + name));
    console.log(
      name,
      'len',
      (samples.length / 16000).toFixed(4),
      'declared',
      d?.toFixed(4),
      JSON.stringify(tonesIn(samples).map((t) => [+t.startSeconds.toFixed(4), +t.endSeconds.toFixed(4)])),
    );
    expect(1).toBe(1);
  });
for (const name of [
  'gap.webm',
  'gap.pcm.mkv',
  'trimmed-start-8s.m4a',
  'trimmed-start-8s.mp4',
  'starts-at-1.4s.ts',
  'joined-44-48.mp3',
  'joined-mono-stereo.mp3',
  'chained-opus.ogg',
  'short-audio.webm',
])
  test(name, async () => {
    const f = await sharedFile('cases/' + name);
    const r = await readAll(client, f);
    console.log(
      name,
      'len',
      r.summary.audioSeconds.toFixed(3),
      'early',
      r.summary.endedEarly,
      'declared',
      JSON.stringify(r.progress[0]),
      JSON.stringify(
        r.windows.flatMap((w) =>
          w.speech.map((s) => [
            (w.startSample + s.startSample) / 16000,
            (w.startSample + s.endSample) / 16000,
          ]),
        ),
      ),
    );
    expect(1).toBe(1);
  });
