import type { ReadingPoint } from '../core/streaming/reading-point';
import type { TranscribedWindow } from '../core/transcript/transcript';
import { AppError } from '../core/errors';
import type { Database } from './database';
import type { KeptRecording, KeptTranscript } from './kept-recording';
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
  async list(): Promise<readonly KeptTranscript[]> {
    const { recordings, windows } = await this.database.use(async (database) => {
      const listed = await database.getAll('recordings');
      listed.sort((a, b) => a.position - b.position);
      const texts = await Promise.all(listed.map(({ id }) => database.getAll('windows', windowsOf(id))));
      return { recordings: listed, windows: texts };
    });
    return recordings.map((recording, index) => ({ recording, windows: windows[index] ?? [] }));
  }

  /** @throws AppError as Database.write */
  save(recording: KeptRecording): Promise<void> {
    return this.database.write(['recordings'], (writing) => [
      writing.objectStore('recordings').put(recording),
    ]);
  }

  /** The ids of all recordings, in the order of the list. */
  async ids(): Promise<readonly string[]> {
    const recordings = await this.database.use((database) => database.getAll('recordings'));
    return recordings.sort((a, b) => a.position - b.position).map(({ id }) => id);
  }

  /** A recording with all that belongs to it, except its sound; null if there is none. */
  whole(id: string): Promise<WholeRecording | null> {
    return this.database.use((database) => readWhole(database, id));
  }

  /**
   * Keeps a recording with all that belongs to it at once, behind all others.
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
   * Keeps the text of one window, and with it where to go on reading.
   *
   * @param resume null where only the text of a window is changed
   * @throws AppError as Database.write
   */
  saveWindow(
    id: string,
    index: number,
    window: TranscribedWindow,
    resume: ReadingPoint | null,
  ): Promise<void> {
    return this.database.write(['windows', 'points'], (writing) => [
      writing.objectStore('windows').put(window, [id, index]),
      ...(resume ? [writing.objectStore('points').put(resume, id)] : []),
    ]);
  }

  /** Where to go on reading behind the last kept window; null if there is none. */
  readingPoint(id: string): Promise<ReadingPoint | null> {
    return this.database.use(async (database) => (await database.get('points', id)) ?? null);
  }

  /** @throws AppError as Database.write */
  removeWindows(id: string): Promise<void> {
    return this.database.write(['windows', 'points'], (writing) => [
      writing.objectStore('windows').delete(windowsOf(id)),
      writing.objectStore('points').delete(id),
    ]);
  }

  /** @throws AppError as Database.write */
  savePeaks(id: string, peaks: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.database.write(['peaks'], (writing) => [writing.objectStore('peaks').put(peaks, id)]);
  }

  peaks(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.database.use(async (database) => (await database.get('peaks', id)) ?? null);
  }

  /** @throws AppError storage-full, file-unreadable */
  async keepSound(id: string, sound: Sound): Promise<void> {
    // Without it the browser may clear what is kept when the disk runs full. It decides for itself.
    void navigator.storage.persist().catch(() => false);
    await this.sounds.keep(id, sound);
  }

  sound(id: string): Promise<File | null> {
    return this.sounds.find(id);
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

  /** A page that is closed while it removes a recording may leave its sound behind. */
  async removeStraySounds(): Promise<void> {
    const known = new Set(await this.database.use((database) => database.getAllKeys('recordings')));
    for (const id of await this.sounds.ids()) if (!known.has(id)) await this.sounds.remove(id);
  }
}
