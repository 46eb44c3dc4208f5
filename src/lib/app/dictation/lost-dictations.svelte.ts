import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { waveHeader } from '../../core/audio/wave-file';
import { ownFolder } from '../../core/own-storage';
import { SerialQueue } from '../../core/serial-queue';
import { writeSound, type Sound } from '../../library/sound-store';
import { isMeasuredJournal, JOURNAL_FOLDER, journalLock } from '../../protocol/journal';

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

/** Finds the sound of dictations that were interrupted. One that another window continues with is not lost. */
export class LostDictations {
  all: readonly LostDictation[] = $state.raw([]);
  /** To look whether one is free is to take it for a moment: two that look at once would hide it from one another. */
  readonly #looks = new SerialQueue();

  constructor(
    private readonly locks: Pick<LockManager, 'request'>,
    private readonly storage: Pick<StorageManager, 'getDirectory'>,
  ) {}

  refresh(): Promise<void> {
    return this.#looks.run(() => this.#look());
  }

  async #look(): Promise<void> {
    const found: LostDictation[] = [];
    try {
      const folder = await this.#folder();
      for await (const [id, handle] of folder.entries()) {
        if (!(handle instanceof FileSystemFileHandle) || !(await this.#isFree(id))) continue;
        const sound = await handle.getFile();
        const samples = Math.floor(sound.size / SAMPLE_BYTES);
        const seconds = samples / SAMPLE_RATE;
        if (seconds < MIN_SECONDS || isMeasuredJournal(id)) await folder.removeEntry(id);
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

  /**
   * Keeps the sound of one that was lost elsewhere.
   *
   * @param sound as a WAV file of the app's own
   * @returns false where it is here already
   */
  async keep(id: string, sound: Sound): Promise<boolean> {
    const folder = await this.#folder();
    const isHere = await folder.getFileHandle(id).then(
      () => true,
      () => false,
    );
    if (isHere) return false;
    const handle = await folder.getFileHandle(id, { create: true });
    try {
      await writeSound(handle, withoutHeader(sound));
    } catch (thrown) {
      await folder.removeEntry(id).catch(() => undefined);
      throw thrown;
    }
    return true;
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

function withoutHeader(sound: Sound): Sound {
  const header = waveHeader(0).length;
  if (sound instanceof Blob) return sound.slice(header);
  let skipped = 0;
  return (into) =>
    sound({
      write: async (piece) => {
        const rest = piece.subarray(Math.min(header - skipped, piece.length));
        skipped += piece.length - rest.length;
        if (rest.length > 0) await into.write(rest);
      },
    });
}
