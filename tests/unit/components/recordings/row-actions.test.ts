import { describe, expect, test } from 'vitest';
import type { RecordingState } from '../../../../src/lib/app/recordings/recording';
import { canGoOn, rowActions } from '../../../../src/lib/components/recordings/row-actions';
import { ERROR_CODES } from '../../../../src/lib/core/errors';
import { recordingAt } from './recording-at';

const goesOn = (state: RecordingState) => canGoOn(recordingAt(state));
const actions = (state: RecordingState) =>
  rowActions(recordingAt(state), { canMoveEarlier: false, canMoveLater: false });

describe('the buttons at the end of a row', () => {
  const STOPPED: readonly RecordingState[] = [
    { kind: 'cancelled' },
    { kind: 'paused' },
    { kind: 'failed', code: 'audio-empty' },
  ];

  test.each(STOPPED)('where a press has cancelled, a second one removes nothing: $kind', (state) => {
    expect(actions({ kind: 'running', reachedSeconds: null }).at(-1)).toBe('cancel');
    expect(actions({ kind: 'waiting' }).at(-1)).toBe('cancel');
    expect(actions(state)).toEqual([]);
  });

  test('one that waits moves past the others that do', () => {
    const recording = recordingAt({ kind: 'waiting' });
    const between = { canMoveEarlier: true, canMoveLater: true };
    expect(rowActions(recording, between)).toEqual(['earlier', 'later', 'cancel']);
    expect(rowActions(recording, { ...between, canMoveEarlier: false })).toEqual(['later', 'cancel']);
  });
});

describe('going on', () => {
  test('what has stopped or was called off goes on, unless its sound is lost', () => {
    expect(goesOn({ kind: 'paused' })).toBe(true);
    expect(goesOn({ kind: 'cancelled' })).toBe(true);
    expect(canGoOn({ ...recordingAt({ kind: 'paused' }), keeping: 'lost' })).toBe(false);
  });

  test('what is under way or done has nothing to go on with', () => {
    expect(goesOn({ kind: 'waiting' })).toBe(false);
    expect(goesOn({ kind: 'running', reachedSeconds: null })).toBe(false);
    expect(goesOn({ kind: 'done', endedEarly: false })).toBe(false);
  });

  test('a failure of the engine, the network or the device may pass; one of the file itself does not', () => {
    const passing = ERROR_CODES.filter((code) => goesOn({ kind: 'failed', code }));
    for (const code of ['model-download-failed', 'worker-died', 'out-of-memory', 'storage-full'] as const)
      expect(passing).toContain(code);
    for (const code of ERROR_CODES.filter((each) => each.startsWith('audio-')))
      expect(passing).not.toContain(code);
    for (const code of ['file-unreadable', 'recording-lost', 'wasm-unsupported'] as const)
      expect(passing).not.toContain(code);
  });
});
