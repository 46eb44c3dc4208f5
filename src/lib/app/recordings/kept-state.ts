import { READING_VERSION } from '../../core/streaming/reading-point';
import type { KeptRecording, KeptState } from '../../library/kept-recording';
import type { Recording, RecordingState } from './recording';

/** What of a recording is kept: work that is under way is in the queue again when the page comes back. */
export function toKept({
  state,
  keeping: _keeping,
  textTrouble: _textTrouble,
  ...recording
}: Recording): KeptRecording {
  return { ...recording, state: toKeptState(state), readingVersion: READING_VERSION };
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
