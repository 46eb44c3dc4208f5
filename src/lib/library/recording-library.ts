import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { AppError } from '../core/errors';
import type { ReadingPoint } from '../core/streaming/reading-point';
import type { TranscribedWindow } from '../core/transcript/transcript';
import type { KeptRecording, KeptTranscript } from './kept-recording';
import { SoundStore } from './sound-store';

const DATABASE = 'recordings';
const VERSION = 1;
/** Sorts behind every window of a recording. */
const LAST_INDEX = Number.MAX_SAFE_INTEGER;

interface Schema extends DBSchema {
  recordings: { key: string; value: KeptRecording };
  /** By recording and index: each finished window is written once, and again only where its text is edited. */
  windows: { key: [string, number]; value: TranscribedWindow };
  /** Where to go on reading behind the last window of a recording. */
  points: { key: string; value: ReadingPoint };
  /** Loudness for the waveform, see PEAK_SECONDS. */
  peaks: { key: string; value: Uint8Array<ArrayBuffer> };
}

/** All recordings and their texts on this device: lists and texts in IndexedDB, sound in the private file system. */
export class RecordingLibrary {
  private constructor(
    private readonly database: IDBPDatabase<Schema>,
    private readonly sounds: SoundStore,
  ) {}

  /** @throws AppError storage-unavailable where the browser keeps nothing */
  static async open(): Promise<RecordingLibrary> {
    try {
      const database = await openDB<Schema>(DATABASE, VERSION, {
        upgrade(created) {
          created.createObjectStore('recordings', { keyPath: 'id' });
          created.createObjectStore('windows');
          created.createObjectStore('points');
          created.createObjectStore('peaks');
        },
      });
      return new RecordingLibrary(database, await SoundStore.open());
    } catch (cause) {
      throw new AppError('storage-unavailable', 'recordings cannot be kept', { cause });
    }
  }

  /** Everything kept, in the order of the list. */
  async list(): Promise<readonly KeptTranscript[]> {
    const recordings = await this.database.getAll('recordings');
    recordings.sort((a, b) => a.position - b.position);
    await this.#removeStraySounds(recordings);
    return Promise.all(
      recordings.map(async (recording) => {
        const windows = await this.database.getAll('windows', windowsOf(recording.id));
        return { recording, windows };
      }),
    );
  }

  /** @throws AppError storage-full */
  async save(recording: KeptRecording): Promise<void> {
    await written(this.database.put('recordings', recording));
  }

  /**
   * Keeps the text of one window, and with it where to go on reading. Written through to the disk: it is what a later
   * run goes on behind.
   *
   * @param resume null where only the text of a window is changed
   * @throws AppError storage-full
   */
  async saveWindow(
    id: string,
    index: number,
    window: TranscribedWindow,
    resume: ReadingPoint | null,
  ): Promise<void> {
    const transaction = this.database.transaction(['windows', 'points'], 'readwrite', {
      durability: 'strict',
    });
    const writes: Promise<unknown>[] = [transaction.objectStore('windows').put(window, [id, index])];
    if (resume) writes.push(transaction.objectStore('points').put(resume, id));
    await written(Promise.all([...writes, transaction.done]));
  }

  /** Where to go on reading behind the last kept window; null if there is none. */
  async readingPoint(id: string): Promise<ReadingPoint | null> {
    return (await this.database.get('points', id)) ?? null;
  }

  async removeWindows(id: string): Promise<void> {
    const transaction = this.database.transaction(['windows', 'points'], 'readwrite');
    await Promise.all([
      transaction.objectStore('windows').delete(windowsOf(id)),
      transaction.objectStore('points').delete(id),
      transaction.done,
    ]);
  }

  /** @throws AppError storage-full */
  async savePeaks(id: string, peaks: Uint8Array<ArrayBuffer>): Promise<void> {
    await written(this.database.put('peaks', peaks, id));
  }

  async peaks(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return (await this.database.get('peaks', id)) ?? null;
  }

  /** @throws AppError storage-full, file-unreadable */
  async keepSound(id: string, file: Blob): Promise<void> {
    // Without it the browser may clear what is kept when the disk runs full. It decides for itself.
    void navigator.storage.persist().catch(() => false);
    await this.sounds.keep(id, file);
  }

  sound(id: string): Promise<File | null> {
    return this.sounds.find(id);
  }

  /** Takes a recording away with all that belongs to it. */
  async remove(id: string): Promise<void> {
    const transaction = this.database.transaction(['recordings', 'windows', 'points', 'peaks'], 'readwrite');
    await Promise.all([
      transaction.objectStore('recordings').delete(id),
      transaction.objectStore('windows').delete(windowsOf(id)),
      transaction.objectStore('points').delete(id),
      transaction.objectStore('peaks').delete(id),
      transaction.done,
    ]);
    await this.sounds.remove(id);
  }

  /** A page that is closed while it removes a recording may leave its sound behind. */
  async #removeStraySounds(recordings: readonly KeptRecording[]): Promise<void> {
    const known = new Set(recordings.map(({ id }) => id));
    for (const id of await this.sounds.ids()) if (!known.has(id)) await this.sounds.remove(id);
  }
}

function windowsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, LAST_INDEX]);
}

async function written(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (cause) {
    throw new AppError('storage-full', 'the text could not be written', { cause });
  }
}
