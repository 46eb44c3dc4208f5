import { RunProgress } from '$lib/app/run-progress';
import { expect, test } from 'vitest';
import { transcribedWindow } from './fake-clients';

const TRANSCRIPTION = { retriedWindows: 0, processingMilliseconds: 1 };
const SEGMENT = { startSeconds: 0, endSeconds: 12, text: 'Bonjour.', language: 'fr' };

test('a recording whose file broke off is done with the text before, and says so', () => {
  const progress = new RunProgress(() => 0);
  progress.apply({ type: 'window', window: transcribedWindow(12, [SEGMENT]) });
  const recording = { audioSeconds: 12, speechSeconds: 10, endedEarly: true };
  expect(progress.end({ recording, transcription: TRANSCRIPTION })).toMatchObject({
    state: { kind: 'done', endedEarly: true },
    segments: [SEGMENT],
    audioSeconds: 12,
  });
});

test('speed is sound transcribed by time waited', () => {
  let nowMs = 1000;
  const progress = new RunProgress(() => nowMs);
  nowMs += 5000;
  expect(progress.apply({ type: 'window', window: transcribedWindow(30) })).toMatchObject({ speed: 6 });
});
