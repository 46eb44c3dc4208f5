import { SAMPLE_RATE } from '../core/audio/audio-format';
import { waveHeader } from '../core/audio/wave-file';
import { ownFolder } from '../core/own-storage';
import { JOURNAL_FOLDER, journalLock } from '../protocol/journal';

const SAMPLE_BYTES = 2;
/** Less than this is a press that came to nothing. */
const MIN_SECONDS = 1;

/** A dictation whose page or engine came to an end before its text was there. */
export interface LostDictation {
  readonly id: string;
  readonly seconds: number;
  /** As a WAV file. */
  readonly sound: Blob;
}

/** Finds the sound of dictations that were interrupted. One that another window goes on with is not lost. */
export class LostDictations {
  all: readonly LostDictation[] = $state.raw([]);

  constructor(
    private readonly locks: Pick<LockManager, 'request'>,
    private readonly storage: Pick<StorageManager, 'getDirectory'>,
  ) {}

  async refresh(): Promise<void> {
    const found: LostDictation[] = [];
    try {
      const folder = await this.#folder();
      for await (const [id, handle] of folder.entries()) {
        if (!(handle instanceof FileSystemFileHandle) || !(await this.#isFree(id))) continue;
        const sound = await handle.getFile();
        const samples = Math.floor(sound.size / SAMPLE_BYTES);
        const seconds = samples / SAMPLE_RATE;
        if (seconds < MIN_SECONDS) await folder.removeEntry(id);
        else found.push({ id, seconds, sound: new Blob([waveHeader(samples), sound]) });
      }
    } catch {
      // The browser keeps nothing: so nothing is lost that could be found.
    }
    this.all = found;
  }

  async forget(id: string): Promise<void> {
    await (await this.#folder()).removeEntry(id).catch(() => undefined);
    await this.refresh();
  }

  async #folder(): Promise<FileSystemDirectoryHandle> {
    return ownFolder(await this.storage.getDirectory(), JOURNAL_FOLDER);
  }

  async #isFree(id: string): Promise<boolean> {
    const isFree: unknown = await this.locks.request(
      journalLock(id),
      { ifAvailable: true },
      (lock) => lock !== null,
    );
    return isFree === true;
  }
}
