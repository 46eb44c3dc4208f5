import type { ReadingPoint } from '../core/streaming/reading-point';
import type { TranscribedWindow } from '../core/transcript/transcript';
import { AppError } from '../core/errors';
import type { Database } from './database';
import { WINDOW_VERSION, type KeptRecording, type RecordingChanges } from './kept-recording';
import { SoundStore, type Sound } from './sound-store';
import { addWhole, readWhole, windowsOf, RECORDING_STORES, type WholeRecording } from './whole-recording';

/** All recordings and their texts on this device: lists and texts in IndexedDB, sound in the private file system. */
export class RecordingLibrary {
  private constructor(
    private readonly database: Database,
    private readonly sounds: SoundStore,
  ) {}

  /** @throws AppError as Database.use; storage-unavailable where the browser keeps nothing */
  static async open(database: Database): Promise<RecordingLibrary> {
    await database.use(() => Promise.resolve());
    try {
      return new RecordingLibrary(database, await SoundStore.open());
    } catch (cause) {
      throw new AppError('storage-unavailable', 'recordings cannot be kept', { cause });
    }
  }

  /**
   * Everything kept, in the order of the list.
   *
   * @throws AppError as Database.use
   */
  async list(): Promise<readonly KeptRecording[]> {
    const recordings = await this.database.use((database) => database.getAll('recordings'));
    return recordings.sort((a, b) => a.position - b.position);
  }

  /** A recording with all that belongs to it, except its sound; null if there is none. */
  whole(id: string): Promise<WholeRecording | null> {
    return this.database.use((database) => readWhole(database, id));
  }

  /**
   * Keeps a recording with all that belongs to it at once, after all others.
   *
   * @throws AppError as Database.write; storage-failed too where one of its id is there
   */
  async add(whole: WholeRecording): Promise<void> {
    const recordings = await this.database.use((database) => database.getAll('recordings'));
    const position = recordings.reduce((last, each) => Math.max(last, each.position + 1), 0);
    const recording = { ...whole.recording, position };
    await this.database.write([...RECORDING_STORES], (writing) => addWhole(writing, { ...whole, recording }));
  }

  /**
   * The text of a recording.
   *
   * @throws AppError as Database.use
   */
  windows(id: string): Promise<readonly TranscribedWindow[]> {
    return this.database.use((database) => database.getAll('windows', windowsOf(id)));
  }

  /**
   * Keeps what has changed of a recording, all of it or nothing.
   *
   * @throws AppError as Database.write
   */
  write({ recording, replacesText, windows, resume }: RecordingChanges): Promise<void> {
    const { id } = recording;
    return this.database.write(['recordings', 'windows', 'points'], (writing) => {
      const texts = writing.objectStore('windows');
      const points = writing.objectStore('points');
      return [
        ...(replacesText ? [texts.delete(windowsOf(id)), points.delete(id)] : []),
        ...[...windows].map(([index, window]) =>
          texts.put({ ...window, version: WINDOW_VERSION }, [id, index]),
        ),
        ...(resume ? [points.put(resume, id)] : []),
        writing.objectStore('recordings').put(recording),
      ];
    });
  }

  /** Where reading resumes after the last kept window; null if there is none. */
  readingPoint(id: string): Promise<ReadingPoint | null> {
    return this.database.use(async (database) => (await database.get('points', id)) ?? null);
  }

  /** @throws AppError as Database.write */
  savePeaks(id: string, peaks: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.database.write(['peaks'], (writing) => [writing.objectStore('peaks').put(peaks, id)]);
  }

  peaks(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.database.use(async (database) => (await database.get('peaks', id)) ?? null);
  }

  /**
   * @param signal calls the copy off: nothing of it stays
   * @throws AppError storage-full, file-unreadable, storage-failed
   * @throws CancelledError once `signal` is aborted
   */
  async keepSound(id: string, sound: Sound, signal?: AbortSignal): Promise<void> {
    // Without it the browser may clear what is kept when the disk runs full. It decides for itself.
    void navigator.storage.persist().catch(() => false);
    await this.sounds.keep(id, sound, signal);
  }

  sound(id: string): Promise<File | null> {
    return this.sounds.find(id);
  }

  /** The ids of all recordings whose sound is here. None of it is opened. */
  async soundIds(): Promise<ReadonlySet<string>> {
    return new Set(await this.sounds.ids());
  }

  /**
   * Takes a recording away with all that belongs to it.
   *
   * @throws AppError as Database.write; its sound is then left for `removeStraySounds`
   */
  async remove(id: string): Promise<void> {
    await this.database.write([...RECORDING_STORES], (writing) => [
      writing.objectStore('recordings').delete(id),
      writing.objectStore('windows').delete(windowsOf(id)),
      writing.objectStore('points').delete(id),
      writing.objectStore('peaks').delete(id),
    ]);
    await this.sounds.remove(id);
  }

  /**
   * A page that is closed while it copies or removes a recording may leave sound behind that belongs to none. To be called
   * while no sound is being copied.
   */
  async removeStraySounds(): Promise<void> {
    const known = new Set(await this.database.use((database) => database.getAllKeys('recordings')));
    for (const id of await this.sounds.ids()) if (!known.has(id)) await this.sounds.remove(id);
    await this.sounds.removeBrokenOff();
  }
}
