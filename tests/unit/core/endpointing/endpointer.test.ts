import { Endpointer, ENDPOINTER_DEFAULTS, type EndpointEvent } from '$lib/core/endpointing/endpointer';
import { FRAME_SAMPLES } from '$lib/core/endpointing/speech-regions';
import { describe, expect, test } from 'vitest';

const HANGOVER_MS = 480; // 15 frames
const SPEECH = 0.9;
const SILENCE = 0.02;

/** So many frames of each probability. */
function run(endpointer: Endpointer, frames: readonly (readonly [number, number])[]): EndpointEvent[] {
  return frames.flatMap(([probability, count]) =>
    Array.from({ length: count }, () => endpointer.push(probability, HANGOVER_MS)).flat(),
  );
}
const kinds = (events: readonly EndpointEvent[]) => events.map(({ kind }) => kind);

describe('an utterance', () => {
  test('begins with its pre-roll, seems over, and ends with its tail', () => {
    const events = run(new Endpointer(), [
      [SILENCE, 40],
      [SPEECH, 30],
      [SILENCE, 20],
    ]);
    expect(kinds(events)).toEqual(['start', 'predicted-end', 'end']);
    const startSample = 40 * FRAME_SAMPLES - 8000;
    expect(events[0]).toEqual({ kind: 'start', startSample });
    const speech = { startSample: 40 * FRAME_SAMPLES, endSample: 70 * FRAME_SAMPLES };
    expect(events[2]).toEqual({
      kind: 'end',
      startSample,
      endSample: speech.endSample + 4000,
      speech,
      isCut: false,
    });
  });

  test('goes on behind a pause that is shorter than the hang-over', () => {
    const events = run(new Endpointer(), [
      [SPEECH, 10],
      [SILENCE, 10],
      [SPEECH, 10],
      [SILENCE, 15],
    ]);
    expect(kinds(events)).toEqual(['start', 'predicted-end', 'resume', 'predicted-end', 'end']);
    expect(events[2]).toEqual({ kind: 'resume', silenceMs: 320 });
  });

  test('is none where it is shorter than a word', () => {
    const events = run(new Endpointer(), [
      [SPEECH, 5],
      [SILENCE, 15],
    ]);
    expect(kinds(events)).toEqual(['start', 'predicted-end', 'misfire']);
  });

  test('begins at its edges, which two rather likely frames may be', () => {
    const endpointer = new Endpointer();
    const events = run(endpointer, [
      [SILENCE, 40],
      [0.4, 3],
      [0.55, 2],
    ]);
    expect(kinds(events)).toEqual(['start']);
    expect(endpointer.open?.speech.startSample).toBe(40 * FRAME_SAMPLES);
  });

  test('never begins before the end of the one before', () => {
    const events = run(new Endpointer(), [
      [SPEECH, 10],
      [SILENCE, 15],
      [SPEECH, 10],
    ]);
    const [, , end, start] = events;
    expect(start).toMatchObject({ kind: 'start' });
    expect(start?.kind === 'start' && end?.kind === 'end' && start.startSample >= end.endSample).toBe(true);
  });

  test('that is long ends in a short pause', () => {
    const longFrames = Math.ceil(ENDPOINTER_DEFAULTS.longMs / 32);
    const events = run(new Endpointer(), [
      [SPEECH, longFrames],
      [SILENCE, 7],
    ]);
    expect(kinds(events)).toEqual(['start', 'predicted-end', 'end']);
  });

  test('without a pause is cut at its quietest place, and all of it is in one part or the other', () => {
    const maxFrames = Math.floor(ENDPOINTER_DEFAULTS.maxMs / 32);
    const events = run(new Endpointer(), [
      [SPEECH, maxFrames - 100],
      [0.4, 7],
      [SPEECH, 200],
      [SILENCE, 20],
    ]);
    expect(kinds(events)).toEqual(['start', 'end', 'start', 'predicted-end', 'end']);
    const [, cut, next] = events;
    expect(cut).toMatchObject({ isCut: true, endSample: (maxFrames - 97) * FRAME_SAMPLES });
    expect(next).toEqual({ kind: 'start', startSample: (maxFrames - 97) * FRAME_SAMPLES });
  });

  test('that is open at the end ends there', () => {
    const endpointer = new Endpointer();
    run(endpointer, [[SPEECH, 10]]);
    const total = 10 * FRAME_SAMPLES;
    expect(endpointer.flush(total)).toMatchObject([{ kind: 'end', startSample: 0, endSample: total }]);
    expect(endpointer.flush(total)).toEqual([]);
  });
});
