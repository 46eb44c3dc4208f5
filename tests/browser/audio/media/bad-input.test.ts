import { afterAll, describe, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { cutAt, withGarbage, withUint32 } from './damage';
import { failureOf, readAll } from './reading';
import { decoded, fixture, flacFixture, silence, waveFile } from './recordings';

// Nothing may hang: what takes longer has failed.
const LIMIT = { timeout: 15_000 };

const client = new MediaClient();
afterAll(() => client.dispose());

const PROMPT = 'fr-check-number-dial-again';
const speech = await decoded(await flacFixture(PROMPT), 16_000);
const original = await readAll(client, await flacFixture(PROMPT));
const read = (file: File) => readAll(client, file);

/** Where the first speech begins, in seconds. */
function speechStart({ windows }: { windows: typeof original.windows }): number {
  const [window] = windows;
  return ((window?.startSample ?? NaN) + (window?.speech[0]?.startSample ?? NaN)) / 16_000;
}

describe('is refused', () => {
  const cases: readonly [string, () => File | Promise<File>, string][] = [
    ['a file without a byte', () => new File([], 'empty.wav'), 'audio-empty'],
    ['text that is named a recording', () => new File(['not a recording'], 'notes.mp3'), 'audio-undecodable'],
    ['a playlist', () => new File(['#EXTM3U\n#EXTINF:1,\na.ts\n'], 'a.m3u8'), 'audio-undecodable'],
    ['a header without sound', () => waveFile([[]], 16_000), 'audio-empty'],
    ['sound at 7 kHz', () => waveFile([silence(1, 7_000)], 7_000), 'audio-undecodable'],
    ['sound at 200 kHz', () => waveFile([silence(1, 200_000)], 200_000), 'audio-undecodable'],
    ['video without a sound track', () => fixture('odd/no-sound-track.mp4'), 'audio-no-track'],
    ['a codec the browser lacks', () => fixture('odd/ac3.mp4'), 'audio-undecodable'],
    ['a call that a phone has recorded', () => fixture('odd/call.amr'), 'audio-undecodable'],
    ['a WAV codec that nothing here knows', () => waveFile([[0.5]], 16_000, 0x160), 'audio-undecodable'],
    [
      'an MP4 cut before the description at its end',
      async () => cutAt(await fixture('formats/speech.mp4'), 0.6),
      'audio-damaged',
    ],
    [
      'an MP4 cut within the description at its start',
      async () => cutAt(await fixture('formats/speech.m4a'), 0.03),
      'audio-damaged',
    ],
    [
      'a WebM cut before its first sound is whole',
      async () => cutAt(await fixture('formats/speech.webm'), 0.6),
      'audio-damaged',
    ],
  ];
  test.each(cases)('%s, on both sides', LIMIT, async (_, file, code) => {
    expect(await failureOf(client, await file())).toEqual([code, code]);
  });
});

describe('is read as far as it goes, and said to break off', () => {
  const cases: readonly [string, () => Promise<File>][] = [
    ['an MP3 that is cut', async () => cutAt(await fixture('formats/speech.mp3'), 0.6)],
    ['a WAV that is cut', async () => cutAt(await fixture('formats/speech-s16.wav'), 0.6)],
    ['an AIFF that is cut', async () => cutAt(await fixture('formats/speech.aiff'), 0.6)],
    ['a FLAC that is cut', async () => cutAt(await flacFixture(PROMPT), 0.6)],
    [
      'an MP4 that is cut, described at its start',
      async () => cutAt(await fixture('formats/speech.m4a'), 0.6),
    ],
    [
      'an M4A with garbage in its middle',
      async () => withGarbage(await fixture('formats/speech.m4a'), 0.6, 0.7),
    ],
    [
      'an AAC with garbage in its middle',
      async () => withGarbage(await fixture('formats/speech.aac'), 0.6, 0.7),
    ],
    [
      'an Opus with garbage in its middle',
      async () => withGarbage(await fixture('formats/speech.opus'), 0.6, 0.7),
    ],
    ['a FLAC with garbage in its middle', async () => withGarbage(await flacFixture(PROMPT), 0.6, 0.7)],
    [
      'a Matroska with garbage at its end',
      async () => withGarbage(await fixture('formats/speech.mkv'), 0.6, 1),
    ],
  ];
  test.each(cases)('%s', LIMIT, async (_, file) => {
    const { windows, summary } = await read(await file());
    expect(windows).toHaveLength(1);
    expect(summary.endedEarly).toBe(true);
    // The damage begins at six tenths; the last part before it may be lost with what it was packed with.
    expect(summary.audioSeconds).toBeGreaterThan(0.4 * original.summary.audioSeconds);
    expect(summary.audioSeconds).toBeLessThan(0.8 * original.summary.audioSeconds);
  });
});

describe('is read although', () => {
  test('it lasts one millisecond', LIMIT, async () => {
    const { windows, summary } = await read(waveFile([Array<number>(16).fill(0.5)], 16_000));
    expect(windows).toEqual([]);
    expect(summary).toMatchObject({ audioSeconds: 0.001, speechSeconds: 0, endedEarly: false });
  });

  test('samples are no numbers or endless', LIMIT, async () => {
    const broken = speech.map((sample, i) => (i % 1000 < 3 ? [NaN, Infinity, -Infinity][i % 3]! : sample));
    const { windows } = await read(waveFile([broken], 16_000));
    expect(windows).toHaveLength(1);
    expect(windows[0]?.samples.every((sample) => Math.abs(sample) <= 1)).toBe(true);
  });

  test('samples are far out of range', LIMIT, async () => {
    const { windows } = await read(waveFile([speech.map((sample) => sample * 20)], 16_000));
    expect(windows).toHaveLength(1);
    expect(windows[0]?.samples.every((sample) => Math.abs(sample) <= 1)).toBe(true);
  });

  test.each([8_000, 192_000])('its rate is %i Hz', LIMIT, async (sampleRate) => {
    const samples = await decoded(await flacFixture(PROMPT), sampleRate);
    const reading = await read(waveFile([samples], sampleRate));
    expect(reading.summary.audioSeconds).toBeCloseTo(original.summary.audioSeconds, 3);
    expect(Math.abs(speechStart(reading) - speechStart(original))).toBeLessThan(0.1);
  });

  test.each([8, 12])('one of %i channels speaks', LIMIT, async (channelCount) => {
    const channels = Array.from({ length: channelCount }, (_, i) => (i === 2 ? speech : speech.map(() => 0)));
    const reading = await read(waveFile(channels, 16_000));
    expect(Math.abs(speechStart(reading) - speechStart(original))).toBeLessThan(0.1);
  });

  test('two channels are in opposite phase', LIMIT, async () => {
    const reading = await read(waveFile([speech, speech.map((sample) => -sample)], 16_000));
    expect(Math.abs(speechStart(reading) - speechStart(original))).toBeLessThan(0.2);
    expect(reading.summary.speechSeconds).toBeGreaterThan(0.9 * original.summary.speechSeconds);
  });

  test('an MP4 declares days', LIMIT, async () => {
    // Behind the name: version and flags, two dates, units per second, length.
    const file = await withUint32(await fixture('formats/speech.m4a'), 'mdhd', 16, 0xfffffff0);
    const { progress, summary } = await read(file);
    // Its edit list knows better.
    const durationSeconds: unknown = expect.closeTo(original.summary.audioSeconds, 1);
    expect(progress[0]).toMatchObject({ type: 'opened', durationSeconds });
    expect(summary.audioSeconds).toBeCloseTo(original.summary.audioSeconds, 1);
  });

  test('a WAV declares days', LIMIT, async () => {
    const file = await withUint32(await fixture('formats/speech-s16.wav'), 'RIFF', 0, 0xf0ffff7d);
    const { progress, summary } = await read(file);
    expect(progress[0]).toMatchObject({ durationSeconds: summary.audioSeconds });
    expect(summary.audioSeconds).toBeCloseTo(original.summary.audioSeconds, 2);
  });

  test('its clock begins at ten hours', LIMIT, async () => {
    const { progress, summary } = await read(await fixture('odd/clock-at-ten-hours.mpegts'));
    // The prompt and the padding of the encoder.
    expect(progress[0]).toMatchObject({ type: 'opened', durationSeconds: expect.closeTo(3.1, 1) });
    expect(summary.audioSeconds).toBeCloseTo(3.1, 1);
    expect(summary.endedEarly).toBe(false);
  });

  test('the first of two sound tracks cannot be decoded', LIMIT, async () => {
    const reading = await read(await fixture('odd/ac3-then-opus.mkv'));
    expect(Math.abs(speechStart(reading) - speechStart(original))).toBeLessThan(0.1);
  });

  test('it has two sound tracks: the first counts', LIMIT, async () => {
    const reading = await read(await fixture('odd/two-languages.mp4'));
    // The other prompt is a quarter of a second shorter.
    expect(reading.summary.audioSeconds).toBeCloseTo(original.summary.audioSeconds, 1);
    expect(reading.summary.speechSeconds).toBeCloseTo(original.summary.speechSeconds, 1);
  });
});
