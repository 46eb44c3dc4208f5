import { toAppError, CancelledError } from '../../core/errors';
import { SerialQueue } from '../../core/serial-queue';
import { NO_TEXT } from '../../core/transcript/text-facts';
import { failedState, type Recording } from './recording';
import { safeFileName } from '../../core/text/file-name';
import type { RecordingKeeper } from './recording-keeper';
import type { RecordingList } from './recording-list.svelte';
import type { TranscriptionClients } from '../engine/transcription-clients';
import type { TranscriptionQueue } from './transcription-queue.svelte';

export interface RecordingIntakeParts {
  readonly clients: Pick<TranscriptionClients, 'media'>;
  readonly list: RecordingList;
  readonly keeper: RecordingKeeper;
  readonly queue: TranscriptionQueue;
  /** The wall clock in milliseconds. */
  readonly nowMs: () => number;
  readonly newId: () => string;
}

/** Takes files into the list: keeps their sound, has a look at each, and puts them in the queue. */
export class RecordingIntake {
  readonly #probes = new SerialQueue();

  constructor(private readonly parts: RecordingIntakeParts) {}

  /** @returns what they are in the list, in order */
  add(files: readonly File[]): readonly string[] {
    const { list, keeper, queue, nowMs, newId } = this.parts;
    const addedMs = nowMs();
    const firstPosition = Math.max(0, ...list.recordings.map(({ position }) => position + 1));
    const added = files.map((file, index) => ({
      file,
      recording: newRecording(newId(), file, { addedMs, position: firstPosition + index }),
    }));
    list.add(added.map(({ recording }) => recording));
    for (const { file, recording } of added) {
      keeper.keepSound(recording.id, file);
      void this.#probes.run(() => this.#probe(recording.id, file)).catch(() => undefined);
    }
    void queue.work();
    return added.map(({ recording }) => recording.id);
  }

  /** How long it is, for an estimate; and a file that cannot be read says so before its turn comes. */
  async #probe(id: string, file: File): Promise<void> {
    const { list, clients } = this.parts;
    const isWaiting = () => list.find(id)?.state.kind === 'waiting';
    if (!isWaiting()) return;
    try {
      const durationSeconds = await clients.media.probe(file);
      if (isWaiting()) list.update(id, { durationSeconds });
    } catch (thrown) {
      const { code } = toAppError(thrown);
      // Only what is wrong with the file itself will be wrong again at its turn.
      const isTheFile = code.startsWith('audio-') && !(thrown instanceof CancelledError);
      if (isTheFile && isWaiting()) list.update(id, { state: failedState(thrown) });
    }
  }
}

function newRecording(
  id: string,
  { name, size }: File,
  place: Pick<Recording, 'addedMs' | 'position'>,
): Recording {
  return {
    id,
    name: safeFileName(name),
    sizeBytes: size,
    ...place,
    state: { kind: 'waiting' },
    text: NO_TEXT,
    reread: null,
    language: null,
    cutSilence: true,
    durationSeconds: null,
    tracks: null,
    wantedTrack: null,
    modelId: null,
    audioSeconds: null,
    passedOverSeconds: null,
    speed: null,
    keeping: 'copying',
    textTrouble: null,
  };
}
