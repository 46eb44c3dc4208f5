import { describe, expect, test } from 'vitest';
import type { SampleRange } from '../../../../src/lib/core/audio/audio-format';
import {
  FRAME_SAMPLES,
  SPEECH_REGION_DEFAULTS,
  SpeechRegions,
  type SpeechRegionOptions,
} from '../../../../src/lib/core/endpointing/speech-regions';

/** One frame is 32 ms: a hang-over of 4 frames, a frame before speech and one behind, regions of 30 at most. */
const OPTIONS: SpeechRegionOptions = {
  ...SPEECH_REGION_DEFAULTS,
  hangoverMs: 128,
  onsetMs: 32,
  paddingMs: 32,
  maxRegionMs: 960,
};

/** Regions in frames, [first, end), padding included. */
function regionsOf(probabilities: readonly number[], options = OPTIONS): number[][] {
  const regions = new SpeechRegions(options);
  const found: (SampleRange | null)[] = probabilities.map((probability) => regions.push(probability));
  found.push(regions.flush(probabilities.length * FRAME_SAMPLES));
  return found
    .filter((region) => region !== null)
    .map(({ startSample, endSample }) => [startSample / FRAME_SAMPLES, endSample / FRAME_SAMPLES]);
}

const silence = (frames: number) => Array<number>(frames).fill(0.05);
const speech = (frames: number) => Array<number>(frames).fill(0.95);

describe('what begins a region', () => {
  test.each([
    { what: 'one likely frame', frames: [0.6], regions: [[3, 6]] },
    { what: 'two rather likely frames in a row', frames: [0.5, 0.5], regions: [[3, 7]] },
    { what: 'one rather likely frame is not enough', frames: [0.59], regions: [] },
    { what: 'two rather likely frames apart are not enough', frames: [0.55, 0.4, 0.55], regions: [] },
    {
      what: 'edge frames next to a likely one belong to it',
      frames: [0.3, 0.4, 0.7, 0.3],
      regions: [[3, 9]],
    },
    { what: 'edge frames apart from it before do not', frames: [0.4, 0.1, 0.7], regions: [[5, 8]] },
  ])('$what', ({ frames, regions }) => {
    expect(regionsOf([...silence(4), ...frames, ...silence(10)])).toEqual(regions);
  });
});

describe('what ends a region', () => {
  test('a pause shorter than the hang-over keeps it open', () => {
    expect(regionsOf([...silence(4), ...speech(5), ...silence(3), ...speech(5), ...silence(10)])).toEqual([
      [3, 18],
    ]);
  });

  test('a pause as long as the hang-over ends it', () => {
    const frames = [...silence(4), ...speech(5), ...silence(4), ...speech(5), ...silence(10)];
    expect(regionsOf(frames)).toEqual([
      [3, 10],
      [12, 19],
    ]);
  });

  test('an edge frame in the pause keeps it open', () => {
    const frames = [
      ...silence(4),
      ...speech(2),
      ...silence(3),
      0.3,
      ...silence(3),
      ...speech(2),
      ...silence(9),
    ];
    expect(regionsOf(frames)).toEqual([[3, 16]]);
  });

  test('the end of the recording', () => {
    expect(regionsOf([...silence(4), ...speech(5)])).toEqual([[3, 9]]);
  });
});

test('the padding stops at the start of the recording', () => {
  expect(regionsOf([...speech(5), ...silence(9)])).toEqual([[0, 6]]);
});

test('a region knows where in it the speech is', () => {
  const regions = new SpeechRegions(OPTIONS);
  const found = [...silence(4), ...speech(5), ...silence(9)].map((probability) => regions.push(probability));
  expect(found.find((region) => region !== null)?.speech).toEqual({
    startSample: 4 * FRAME_SAMPLES,
    endSample: 9 * FRAME_SAMPLES,
  });
});

describe('the phrases of a region', () => {
  const options = { ...OPTIONS, pauseMs: 96 };
  /** In frames, [first, end), of all regions. */
  function phrasesIn(probabilities: readonly number[]): number[][] {
    const regions = new SpeechRegions(options);
    const found = probabilities.map((probability) => regions.push(probability));
    found.push(regions.flush(probabilities.length * FRAME_SAMPLES));
    return found
      .flatMap((region) => region?.phrases ?? [])
      .map(({ startSample, endSample }) => [startSample / FRAME_SAMPLES, endSample / FRAME_SAMPLES]);
  }

  test('are parted at pauses that do not end it', () => {
    expect(
      phrasesIn([...silence(4), ...speech(5), ...silence(3), ...speech(6), ...silence(9), ...speech(2)]),
    ).toEqual([
      [4, 9],
      [12, 18],
      [27, 29],
    ]);
  });

  test('go on to where it is cut for its length', () => {
    const phrases = phrasesIn([...speech(10), ...silence(3), ...speech(40)]);
    expect(phrases.slice(0, 2)).toEqual([
      [0, 10],
      [13, phrases[2]?.[0]],
    ]);
    expect(phrases.at(-1)?.[1]).toBe(53);
  });
});

describe('speech without a pause', () => {
  test('is cut at its quietest place in the last third', () => {
    const frames = [...speech(24), ...Array<number>(7).fill(0.4), ...speech(20), ...silence(9)];
    frames[5] = 0.31; // in the first third: too early
    expect(regionsOf(frames)).toEqual([
      [0, 27],
      [27, 52],
    ]);
  });

  test('never gives a region longer than the limit', () => {
    const regions = regionsOf(speech(1000));
    expect(Math.max(...regions.map(([start = 0, end = 0]) => end - start))).toBeLessThanOrEqual(30);
    expect(regions.at(-1)?.[1]).toBe(1000);
    for (const [i, region] of regions.slice(1).entries()) expect(region[0]).toBe(regions[i]?.[1]);
  });
});

test('no region begins before the sample that is settled', () => {
  const regions = new SpeechRegions(OPTIONS);
  let settledSample = 0;
  for (const probability of [
    ...silence(9),
    0.4,
    0.4,
    ...speech(5),
    ...silence(9),
    ...speech(100),
    ...silence(9),
  ]) {
    const region = regions.push(probability);
    if (region) expect(region.startSample).toBeGreaterThanOrEqual(settledSample);
    settledSample = regions.settledSample;
  }
  expect(settledSample).toBeGreaterThan(100 * FRAME_SAMPLES);
});

test('a hang-over shorter than the padding is misuse', () => {
  expect(() => new SpeechRegions({ ...OPTIONS, hangoverMs: 31 })).toThrow(RangeError);
});

test('a region begins early for a late onset, though not before the end of the region before it', () => {
  const early = { ...OPTIONS, onsetMs: 320 };
  const frames = [...silence(4), ...speech(5), ...silence(6), ...speech(5), ...silence(10)];
  expect(regionsOf(frames, early)).toEqual([
    [0, 10],
    [10, 21],
  ]);
});
