import { RunProgress } from '$lib/app/recordings/run-progress';
import { expect, test } from 'vitest';
import { transcribedWindow } from '../fake-clients';

const NO_PEAKS = new Uint8Array(0);

test('a recording whose file broke off is done, and says so', () => {
  const progress = new RunProgress(() => 0, 0);
  const summary = { audioSeconds: 12, passedOverSeconds: 0, speechSeconds: 10, endedEarly: true };
  expect(progress.end(summary)).toMatchObject({
    state: { kind: 'done', endedEarly: true },
    audioSeconds: 12,
  });
});

test('speed is sound transcribed by time worked', () => {
  let nowMs = 1000;
  const progress = new RunProgress(() => nowMs, 0);
  nowMs += 5000;
  expect(progress.text(transcribedWindow(30))).toMatchObject({ speed: 6 });
});

test('a run that resumes shows how far the sound before has been read again', () => {
  const progress = new RunProgress(() => 0, 60);
  expect(progress.begin().state).toEqual({ kind: 'running', reachedSeconds: 0 });
  const read = { type: 'read', decodedSeconds: 20, peaks: NO_PEAKS } as const;
  expect(progress.read(read).state).toEqual({ kind: 'running', reachedSeconds: 20 });
  expect(progress.read({ ...read, decodedSeconds: 61 }).state).toEqual({
    kind: 'running',
    reachedSeconds: null,
  });
  expect(progress.read({ ...read, decodedSeconds: 62 })).toEqual({});
});

test('neither the text of the run before nor the way back to its end counts for the speed', () => {
  let nowMs = 0;
  const progress = new RunProgress(() => nowMs, 60);
  nowMs = 9000;
  progress.read({ type: 'read', decodedSeconds: 61, peaks: NO_PEAKS });
  nowMs = 14_000;
  expect(progress.text(transcribedWindow(90))).toMatchObject({ speed: 6 });
});
