import { afterAll, describe, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { joinedFile, withCodecDelay, withEdits } from './edited-files';
import { readAll } from './reading';
import { fixture, flacFixture } from './recordings';
import { readSamples, tonesIn, type Tone } from './tones';

const client = new MediaClient();
afterAll(() => client.dispose());

/** A player's clock has milliseconds; the ear of a word is coarser by far. */
const TOLERANCE_SECONDS = 0.005;
/** The tone was made from 0.25 to 0.95 s of 1.2 s. */
const TONE: Tone = { startSeconds: 0.25, endSeconds: 0.95 };
const tone = (name: string) => fixture(`times/tone${name}`);
const later = ({ startSeconds, endSeconds }: Tone, bySeconds: number): Tone => ({
  startSeconds: startSeconds + bySeconds,
  endSeconds: endSeconds + bySeconds,
});

async function expectTones(file: File, expected: readonly Tone[]): Promise<number[]> {
  const samples = await readSamples(client, file);
  const tones = tonesIn(samples);
  expect(tones).toHaveLength(expected.length);
  for (const [i, { startSeconds, endSeconds }] of expected.entries()) {
    expect(Math.abs((tones[i]?.startSeconds ?? NaN) - startSeconds)).toBeLessThan(TOLERANCE_SECONDS);
    expect(Math.abs((tones[i]?.endSeconds ?? NaN) - endSeconds)).toBeLessThan(TOLERANCE_SECONDS);
  }
  return samples;
}

// Later than made: samples before the sound that the file says nothing of. The columns are what ffmpeg 5.1 decodes
// (-af aresample=async=1:first_pts=0): when the tone begins, and how long the whole is.
const FIRST_SAMPLES: readonly [name: string, startSeconds: number, lengthSeconds: number][] = [
  ['-8000.mp3', 0.2501, 1.2],
  ['-16000.mp3', 0.2501, 1.2],
  ['-44100.mp3', 0.2501, 1.2],
  ['.m4a', 0.2501, 1.2],
  ['-opus.mp4', 0.2501, 1.2],
  ['.mov', 0.2501, 1.2],
  ['.opus', 0.2501, 1.2],
  ['.ogg', 0.2501, 1.2],
  ['.flac', 0.2501, 1.2],
  ['-flac.mkv', 0.2501, 1.2],
  ['.aac', 0.2715, 1.2373],
  ['-aac.mkv', 0.3141, 1.28],
  ['-vorbis.webm', 0.2531, 1.223],
  ['-at-1.4s.mpegts', 0.2715, 1.2373],
  ['-at-300s.mpegts', 0.3192, 1.296],
];

test.each(FIRST_SAMPLES)('tone%s has its first sample and its last where ffmpeg has them', async (...row) => {
  const [name, startSeconds, lengthSeconds] = row;
  const samples = await expectTones(await tone(name), [later(TONE, startSeconds - 0.25)]);
  expect(Math.abs(samples.length / 16_000 - lengthSeconds)).toBeLessThan(TOLERANCE_SECONDS);
});

// At the end ffmpeg drops the padding of these (DiscardPadding), which is not read here: 14 and 30 ms. Of the fragments
// it keeps 16 ms that the last one does not count.
test.each([
  ['-fragments.mp4', 0.2715, 1.2373],
  ['-opus.webm', 0.2501, 1.2],
  ['-mp3.mkv', 0.3882, 1.338],
] as const)('tone%s has its first sample where ffmpeg has it', async (name, startSeconds, lengthSeconds) => {
  const samples = await expectTones(await tone(name), [later(TONE, startSeconds - 0.25)]);
  expect(Math.abs(samples.length / 16_000 - lengthSeconds)).toBeLessThan(0.035);
});

test('sound that begins after the picture keeps its place', async () => {
  // The picture begins at 1.6 s of the clock, the sound at 1.8787; AAC has 1024 samples before it.
  await expectTones(await tone('-after-picture.mpegts'), [later(TONE, 0.2787 + 1024 / 48_000)]);
});

test('the delay that Matroska names is taken off', async () => {
  const delay = 1024 / 16_000;
  await expectTones(await withCodecDelay(await tone('-aac.mkv'), delay), [
    later(TONE, 0.3141 - 0.25 - delay),
  ]);
});

test.each([
  ['pause.webm', 0],
  ['pause-vorbis.mkv', 0.003],
  ['pause.mp4', 1024 / 16_000],
])('%s, in which the clock jumps by 30 s, is silent for as long', async (name, delaySeconds) => {
  const file = await fixture(`times/${name}`);
  await expectTones(file, [later(TONE, delaySeconds), later(TONE, 31.2 + delaySeconds)]);
  const { summary } = await readAll(client, file);
  expect(summary.endedEarly).toBe(false);
});

describe('of an MP4 is read what is played', () => {
  const speech = () => fixture('formats/speech.m4a');
  // It begins with 1024 samples that no player plays.
  const RATE = 48_000;
  const at = (seconds: number) => Math.round(seconds * RATE) + 1024;

  test('a hidden start and end', async () => {
    const whole = await readSamples(client, await speech());
    const cut = await withEdits(await speech(), [[1000, at(1.5)]]);
    const samples = await readSamples(client, cut);
    expect(samples).toHaveLength(16_000);
    expect(difference(samples, whole.slice(24_000, 40_000))).toBeLessThan(0.01);
    expect(await client.probe(cut)).toBeCloseTo(1, 2);
    expect((await readAll(client, cut)).summary.endedEarly).toBe(false);
  });

  test('a hidden middle, other order, and a wait', async () => {
    const whole = await readSamples(client, await speech());
    const cut = await withEdits(await speech(), [
      [500, at(2)],
      [250, -1],
      [1000, at(0.5)],
    ]);
    const samples = await readSamples(client, cut);
    expect(samples).toHaveLength(1.75 * 16_000);
    expect(difference(samples.slice(0, 8000), whole.slice(32_000, 40_000))).toBeLessThan(0.01);
    expect(samples.slice(8_100, 11_900).every((sample) => Math.abs(sample) < 1e-3)).toBe(true);
    expect(difference(samples.slice(12_000, 28_000), whole.slice(8000, 24_000))).toBeLessThan(0.01);
  });
});

/** Of two sounds, but for the first 10 ms, where resampling begins anew: the mean. */
function difference(ours: readonly number[], expected: readonly number[]): number {
  const parts = ours.slice(160, -160).map((sample, i) => Math.abs(sample - (expected[i + 160] ?? NaN)));
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

describe('a joined file is read to its end', () => {
  test.each([
    [
      ['-44100.mp3', '-16000.mp3', '-8000.mp3'],
      [0, 1.3078, 2.7448],
    ],
    [
      ['-44100.mp3', '-44100.mp3'],
      [0, 1.2539],
    ],
    [
      ['.aac', '.aac'],
      [0.0213, 1.2586],
    ],
    [
      ['.opus', '.opus'],
      [0, 1.2],
    ],
    [
      ['.ogg', '.opus'],
      [0, 1.2],
    ],
    [
      ['-flac.mkv', '-opus.webm'],
      [0, 1.2],
    ],
    [
      ['.m4a', '-opus.mp4'],
      [0, 1.2],
    ],
  ] as const)('of %o', async (names, startSeconds) => {
    const file = joinedFile(await Promise.all(names.map(tone)));
    const tones = tonesIn(await readSamples(client, file));
    expect(tones).toHaveLength(names.length);
    // Players count the silence that encoders put between the parts. Less than 50 ms of it is left out here, but is not
    // forgotten: it does not add up.
    for (const [i, { startSeconds: found }] of tones.entries()) {
      expect(Math.abs(found - 0.25 - (startSeconds[i] ?? NaN))).toBeLessThan(0.055);
    }
    expect((await readAll(client, file)).summary.endedEarly).toBe(false);
  });

  test('of FLAC in Ogg pages', async () => {
    const flac = await fixture('formats/speech-flac.oga');
    const alone = await readSamples(client, flac);
    const chained = joinedFile([flac, flac]);
    expect((await readSamples(client, chained)).length / alone.length).toBeCloseTo(2, 2);
    expect((await readAll(client, chained)).summary.endedEarly).toBe(false);
  });

  test.each(['-44100.mp3', '.flac'])(
    'or said to be damaged where it cannot be: FLAC behind tone%s',
    async (name) => {
      const file = joinedFile([await tone(name), await flacFixture('en-vm-intro')]);
      expect((await readAll(client, file)).summary.endedEarly).toBe(true);
    },
  );

  test('or said to be damaged where a later part has a codec that nothing here knows', async () => {
    const page = [...'OggS\0\u0002']
      .map((letter) => letter.charCodeAt(0))
      .concat(Array<number>(20).fill(0), 1, 8);
    const unknown = new File([new Uint8Array(page), 'unknown!'], 'unknown.ogg');
    const { summary } = await readAll(client, joinedFile([await tone('.opus'), unknown]));
    expect(summary.endedEarly).toBe(true);
    expect(summary.audioSeconds).toBeCloseTo(1.2, 2);
  });
});
