import { afterAll, describe, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { seededRandom } from '../../../../testing/seeded-random';
import { readAll, type Reading } from './reading';
import { decoded, fixture, flacFixture, waveFile } from './recordings';

const LIMIT = { timeout: 30_000 };
const RATE = 16_000;

const client = new MediaClient();
afterAll(() => client.dispose());

const speech = await decoded(await flacFixture('fr-check-number-dial-again'), RATE);
const other = await decoded(await flacFixture('en-vm-nobodyavail'), RATE);
const alone = await readAll(client, waveFile([speech], RATE));

function hiss(samples: number): number[] {
  const random = seededRandom(5);
  return Array.from({ length: samples }, () => 0.3 * (2 * random() - 1));
}

function hum(samples: number): number[] {
  return Array.from({ length: samples }, (_, i) => 0.4 * Math.sin((2 * Math.PI * 50 * i) / RATE));
}

/** Music enough for a voice detector: a chord. */
function chord(samples: number): number[] {
  const sum = (i: number) =>
    [220, 277, 330].reduce((all, hz) => all + Math.sin((2 * Math.PI * hz * i) / RATE), 0);
  return Array.from({ length: samples }, (_, i) => 0.12 * sum(i));
}

const samplesOf = ({ windows }: Reading) => windows.map((window) => window.samples);

describe('the channel that speaks is read alone', () => {
  test.each([
    ['left of hum', [speech, hum(speech.length)]],
    ['right of hum', [hum(speech.length), speech]],
    ['left of hiss', [speech, hiss(speech.length)]],
    ['in the centre of music', [2, 2, 0, 1, 2, 2].map((kind) => [speech, hum, chord][kind])],
    ['as the eleventh of twelve', Array.from({ length: 12 }, (_, i) => (i === 10 ? speech : hiss))],
  ])('%s', LIMIT, async (_, kinds) => {
    const channels = kinds.map((kind) => (typeof kind === 'function' ? kind(speech.length) : (kind ?? [])));
    const reading = await readAll(client, waveFile(channels, RATE));
    expect(samplesOf(reading)).toEqual(samplesOf(alone));
  });
});

describe('all channels are read', () => {
  const silence = (samples: number) => Array<number>(samples).fill(0);

  test('where one person is on each side', LIMIT, async () => {
    const left = [...speech, ...silence(other.length)];
    const right = [...silence(speech.length), ...other];
    const { summary } = await readAll(client, waveFile([left, right], RATE));
    const both = await readAll(client, waveFile([[...speech, ...other]], RATE));
    expect(summary.speechSeconds).toBeCloseTo(both.summary.speechSeconds, 0);
  });

  test('where one of two people is 26 dB softer', LIMIT, async () => {
    const left = [...speech, ...silence(other.length)];
    const right = [...silence(speech.length), ...other.map((sample) => sample * 0.05)];
    const { summary } = await readAll(client, waveFile([left, right], RATE));
    expect(summary.speechSeconds).toBeGreaterThan(alone.summary.speechSeconds + 1.5);
  });
});

test('a run that goes on reads the channels that it began with', LIMIT, async () => {
  const silence = Array<number>(4 * RATE).fill(0);
  const left = [speech, silence, other, silence, speech].flat();
  const file = waveFile([left, hum(left.length)], RATE);
  const whole = await readAll(client, file);
  expect(whole.windows).toHaveLength(3);
  const resumeFrom = whole.windows[0]?.resume ?? null;
  const rest = await readAll(client, file, { skippedWindows: 1, resumeFrom });
  expect(rest.windows).toEqual(whole.windows.slice(1));
});

describe('of two tracks', () => {
  test('the one that speaks is read, and both are named', LIMIT, async () => {
    const { progress, summary } = await readAll(client, await fixture('odd/silent-then-speech.mkv'));
    expect(progress[0]).toMatchObject({
      tracks: {
        all: [
          { name: 'Desktop', language: null },
          { name: 'Mic', language: 'fre' },
        ],
        read: 1,
        usual: 0,
      },
    });
    expect(summary.speechSeconds).toBeCloseTo(alone.summary.speechSeconds, 0);
  });

  test('the one that a person has chosen is read', LIMIT, async () => {
    const file = await fixture('odd/silent-then-speech.mkv');
    const { progress, summary } = await readAll(client, file, { track: 0 });
    expect(progress[0]).toMatchObject({ tracks: { read: 0 } });
    expect(summary.speechSeconds).toBe(0);
    const copy = await client.makePlayable(file, { track: 1 });
    expect(Math.max(...(await decoded(copy, RATE)))).toBeGreaterThan(0.1);
  });

  test('the first is read where both speak', LIMIT, async () => {
    const { progress } = await readAll(client, await fixture('odd/two-languages.mp4'));
    expect(progress[0]).toMatchObject({ tracks: { read: 0, usual: 0 } });
  });
});
