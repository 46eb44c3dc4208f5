import type { Recording, RecordingState } from '../../../../src/lib/app/recordings/recording';
import { NO_TEXT } from '../../../../src/lib/core/transcript/text-facts';

/** A recording without text, of a minute. */
export function recordingAt(state: RecordingState): Recording {
  return {
    id: 'a',
    name: 'a.mp3',
    sizeBytes: 1,
    addedMs: 0,
    position: 0,
    state,
    text: NO_TEXT,
    reread: null,
    language: null,
    tracks: null,
    wantedTrack: null,
    modelId: null,
    cutSilence: true,
    durationSeconds: 60,
    audioSeconds: null,
    passedOverSeconds: null,
    speed: null,
    keeping: 'kept',
    textTrouble: null,
  };
}
