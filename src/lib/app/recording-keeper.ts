import { toAppError } from '../core/errors';
import type { ReadingPoint } from '../core/streaming/reading-point';
import type { TranscribedWindow } from '../core/transcript/transcript';
import type { KeptTranscript } from '../library/kept-recording';
import type { RecordingLibrary } from '../library/recording-library';
import { toKept } from './kept-state';
import type { Keeping, Recording } from './recording';

/** The library as the page uses it; a test has its own. */
export type Library = Pick<
  RecordingLibrary,
  | 'list'
  | 'save'
  | 'saveWindow'
  | 'readingPoint'
  | 'removeWindows'
  | 'keepSound'
  | 'sound'
  | 'savePeaks'
  | 'peaks'
  | 'remove'
  | 'removeStraySounds'
>;

/**
 * Keeps recordings on this device while the page goes on. Where that fails the recording stays in memory as it was
 * given, and whoever asked hears of it.
 */
export class RecordingKeeper {
  readonly #files = new Map<string, File>();
  readonly #points = new Map<string, ReadingPoint>();
  #lastWrite: Promise<unknown> = Promise.resolve();
  #lastCopy: Promise<unknown> = Promise.resolve();

  /**
   * @param library settles to null where the browser keeps nothing
   * @param onKeeping hears how the keeping of a recording has gone
   */
  constructor(
    private readonly library: Promise<Library | null>,
    private readonly onKeeping: (id: string, keeping: Keeping) => void,
  ) {}

  /** Everything kept before this page was opened, with what sound there is. */
  async restore(): Promise<readonly (KeptTranscript & { readonly hasSound: boolean })[]> {
    const kept = (await (await this.library)?.list()) ?? [];
    return Promise.all(
      kept.map(async (each) => ({ ...each, hasSound: (await this.sound(each.recording.id)) !== null })),
    );
  }

  /** Copies one file after the other; the original serves until its copy is whole, and instead of it if that fails. */
  keepSound(id: string, file: File): void {
    this.#files.set(id, file);
    this.#lastCopy = this.#lastCopy.then(() => this.#copy(id, file));
  }

  /** The sound of a recording, from the device or as it was given; null if it is lost. */
  async sound(id: string): Promise<File | null> {
    return this.#files.get(id) ?? (await (await this.library)?.sound(id)) ?? null;
  }

  save(recording: Recording): void {
    this.#write(recording.id, (library) => library.save(toKept(recording)));
  }

  /** @param resume null where only the text of a window is changed */
  saveWindow(id: string, index: number, window: TranscribedWindow, resume: ReadingPoint | null): void {
    if (resume) this.#points.set(id, resume);
    this.#write(id, (library) => library.saveWindow(id, index, window, resume));
  }

  /** Where to go on reading behind the last window that was kept; null if that is not known. */
  async readingPoint(id: string): Promise<ReadingPoint | null> {
    return this.#points.get(id) ?? (await (await this.library)?.readingPoint(id)) ?? null;
  }

  removeWindows(id: string): void {
    this.#points.delete(id);
    this.#write(id, (library) => library.removeWindows(id));
  }

  savePeaks(id: string, peaks: Uint8Array<ArrayBuffer>): void {
    this.#write(id, (library) => library.savePeaks(id, peaks));
  }

  async peaks(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return (await (await this.library)?.peaks(id)) ?? null;
  }

  remove(id: string): void {
    this.#files.delete(id);
    this.#points.delete(id);
    this.#write(id, (library) => library.remove(id));
  }

  /** Settles when everything asked for so far is on the device, or has failed. */
  async settled(): Promise<void> {
    await this.#lastCopy;
    await this.#lastWrite;
  }

  async #copy(id: string, file: File): Promise<void> {
    const isWanted = () => this.#files.has(id);
    if (!isWanted()) return;
    try {
      const library = await this.library;
      await library?.keepSound(id, file);
      if (!isWanted()) return await library?.remove(id);
      const isKept = (await library?.sound(id)) ?? null;
      if (isKept) this.#files.delete(id);
      this.onKeeping(id, isKept ? 'kept' : 'not-kept');
    } catch {
      // No room, or the file has gone: that its text is all that outlives the page is said in its row.
      if (isWanted()) this.onKeeping(id, 'not-kept');
    }
  }

  #write(id: string, write: (library: Library) => Promise<void>): void {
    this.#lastWrite = this.#lastWrite
      .then(async () => {
        const library = await this.library;
        if (library) await write(library);
      })
      .catch((thrown: unknown) => {
        if (toAppError(thrown).code === 'storage-full') this.onKeeping(id, 'not-kept');
        else throw thrown;
      });
  }
}
