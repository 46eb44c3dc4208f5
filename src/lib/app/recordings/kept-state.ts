import { READING_VERSION } from '../../core/streaming/reading-point';
import { NOTHING_REREAD, type KeptRecording, type KeptState } from '../../library/kept-recording';
import type { Recording, RecordingState } from './recording';

/** What of a recording is kept: work that is under way is in the queue again when the page comes back. */
export function toKept({
  state,
  keeping: _keeping,
  textTrouble: _textTrouble,
  ...recording
}: Recording): KeptRecording {
  return {
    ...recording,
    state: toKeptState(state),
    startsOver: recording.reread !== null,
    readingVersion: READING_VERSION,
  };
}

function toKeptState(state: RecordingState): KeptState {
  switch (state.kind) {
    case 'preparing-model':
    case 'loading-engine':
    case 'running':
    case 'waiting':
      return { kind: 'waiting' };
    case 'paused':
    case 'cancelled':
    case 'done':
    case 'failed':
      return state;
  }
}

/** A recording as the page takes it up again. @param hasSound its sound is still on the device */
export function fromKept(kept: KeptRecording, hasSound: boolean): Recording {
  const { readingVersion, startsOver, ...recording } = kept;
  const known = startsOver ? NOTHING_REREAD : null;
  const isWaiting = recording.state.kind === 'waiting';
  return {
    ...recording,
    tracks: recording.tracks ?? null,
    wantedTrack: recording.wantedTrack ?? null,
    modelId: recording.modelId ?? null,
    cutSilence: recording.cutSilence ?? true,
    passedOverSeconds: recording.passedOverSeconds ?? null,
    state: isWaiting && !hasSound ? { kind: 'failed', code: 'recording-lost' } : recording.state,
    reread: readingVersion === READING_VERSION ? (recording.reread ?? known) : NOTHING_REREAD,
    keeping: hasSound ? 'kept' : 'lost',
    textTrouble: null,
  };
}
