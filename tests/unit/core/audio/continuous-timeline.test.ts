import { expect, test } from 'vitest';
import { ContinuousTimeline, type Placement } from '../../../../src/lib/core/audio/continuous-timeline';

/** Places pieces of 0.1 s at 10 kHz with the given timestamps. */
function placements(...timestampsSeconds: number[]): Placement[] {
  const timeline = new ContinuousTimeline(10_000);
  return timestampsSeconds.map((timestampSeconds) => timeline.place(timestampSeconds, 1000));
}

const asIs: Placement = { silenceSamples: 0, skippedSamples: 0 };

test('pieces that follow each other stay as they are', () => {
  expect(placements(0, 0.1, 0.2)).toEqual([asIs, asIs, asIs]);
});

test('a jitter of milliseconds adds and drops nothing', () => {
  expect(placements(0, 0.098, 0.204, 0.296)).toEqual([asIs, asIs, asIs, asIs]);
});

test("the encoder's priming before zero is dropped to the sample", () => {
  expect(placements(-0.0065, 0.0935)).toEqual([{ silenceSamples: 0, skippedSamples: 65 }, asIs]);
  expect(placements(-0.15, -0.05, 0.05).map((each) => each.skippedSamples)).toEqual([1000, 500, 0]);
});

test('a gap is filled with silence', () => {
  expect(placements(0, 1.1, 1.2)).toEqual([asIs, { silenceSamples: 10_000, skippedSamples: 0 }, asIs]);
});

test('sound that begins late keeps its time, to the sample', () => {
  expect(placements(0.003)).toEqual([{ silenceSamples: 30, skippedSamples: 0 }]);
  expect(placements(2)).toEqual([{ silenceSamples: 20_000, skippedSamples: 0 }]);
});

test('an overlap is cut, over several pieces if need be', () => {
  expect(placements(0, 0.1, 0.05, 0.15).map((each) => each.skippedSamples)).toEqual([0, 0, 1000, 500]);
});

test('a clock that drifts is followed in steps, not forgotten', () => {
  const timeline = new ContinuousTimeline(10_000);
  const silences = Array.from({ length: 100 }, (_, i) => timeline.place(i * 0.1013, 1000).silenceSamples);
  // The clock gains 1.3 ms per piece, 129 ms in all: two steps of just over the tolerance of 50 ms.
  expect(silences.filter((silence) => silence > 0)).toEqual([507, 507]);
});

test('a clock that leaps or starts again is not believed', () => {
  expect(placements(90_000, 90_000.1)).toEqual([asIs, asIs]);
  const timeline = new ContinuousTimeline(10_000);
  for (let i = 0; i < 100; i++) timeline.place(i * 0.1, 1000);
  expect(timeline.place(0, 1000)).toEqual(asIs);
  expect(timeline.place(0.1, 1000)).toEqual(asIs);
  expect(timeline.place(NaN, 1000)).toEqual(asIs);
});

test('a pause of hours is believed within a recording that says it is as long', () => {
  const timeline = new ContinuousTimeline(10_000, 7300);
  expect(timeline.place(0, 1000)).toEqual(asIs);
  expect(timeline.place(7200, 1000)).toEqual({ silenceSamples: 71_999_000, skippedSamples: 0 });
  expect(timeline.place(9000, 1000)).toEqual(asIs);
});

test('a clock that begins anew after two seconds loses nothing', () => {
  const timeline = new ContinuousTimeline(10_000);
  for (let i = 0; i < 20; i++) timeline.place(i * 0.1, 1000);
  for (let i = 0; i < 20; i++) expect(timeline.place(i * 0.1, 1000)).toEqual(asIs);
});
