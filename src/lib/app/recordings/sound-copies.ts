import { CancelledError, toAppError } from '../../core/errors';
import { SerialQueue } from '../../core/serial-queue';
import type { RecordingLibrary } from '../../library/recording-library';
import type { Keeping } from './recording';
import { Retries, type SetTimer } from './retries';
import type { Work } from '../browser/work.svelte';

export interface SoundCopiesParts {
  /** Gives null where the browser keeps nothing; rejects where it could not be opened this time. */
  readonly library: () => Promise<Pick<RecordingLibrary, 'keepSound' | 'sound' | 'remove'> | null>;
  readonly onKeeping: (id: string, keeping: Keeping) => void;
  readonly setTimer: SetTimer;
  readonly work: Pick<Work, 'during'>;
}

/**
 * Copies the sound of recordings to the device, one file after the other. The original serves until its copy is whole,
 * and instead of it if that fails.
 */
export class SoundCopies {
  readonly #originals = new Map<string, File>();
  /** Those whose copy has failed, and may do better later. */
  readonly #failed = new Set<string>();
  /** By recording, for the copies that run or wait. */
  readonly #controllers = new Map<string, AbortController>();
  readonly #queue = new SerialQueue();
  readonly #retries: Retries;

  constructor(private readonly parts: SoundCopiesParts) {
    this.#retries = new Retries(parts.setTimer, () => this.#copyFailed());
  }

  keep(id: string, file: File): void {
    this.#originals.set(id, file);
    this.#soon(id);
  }

  /** As it was given, while its copy is not there. */
  original(id: string): File | null {
    return this.#originals.get(id) ?? null;
  }

  /** Calls the copy off; what there is of it already goes with the recording. */
  remove(id: string): void {
    this.#originals.delete(id);
    this.#failed.delete(id);
    this.#controllers.get(id)?.abort();
  }

  /** There may be room again. */
  tryAgain(): void {
    if (this.#failed.size > 0) this.#retries.now();
  }

  /** Another window has taken everything. */
  lose(): void {
    for (const id of [...this.#originals.keys()]) this.remove(id);
  }

  /** Settles when everything asked for so far is on the device, or has failed. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  #copyFailed(): void {
    const failed = [...this.#failed];
    this.#failed.clear();
    for (const id of failed) this.#soon(id);
  }

  #soon(id: string): void {
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    const copy = () => this.parts.work.during('copying', () => this.#copy(id, controller.signal));
    void this.#queue
      .run(async () => {
        if (!controller.signal.aborted) await copy();
      })
      .catch(() => undefined)
      .finally(() => {
        if (this.#controllers.get(id) === controller) this.#controllers.delete(id);
      });
  }

  async #copy(id: string, signal: AbortSignal): Promise<void> {
    const file = this.#originals.get(id);
    if (!file) return;
    try {
      const library = await this.parts.library();
      await library?.keepSound(id, file, signal);
      // It was whole before it could be called off.
      if (signal.aborted) return await library?.remove(id);
      const isKept = Boolean(await library?.sound(id));
      if (isKept) this.#originals.delete(id);
      this.#retries.hearSuccess();
      if (!signal.aborted) this.parts.onKeeping(id, isKept ? 'kept' : 'not-kept');
    } catch (thrown) {
      if (signal.aborted || thrown instanceof CancelledError) return;
      // A file that has gone is read no better later.
      if (toAppError(thrown).code !== 'file-unreadable') {
        this.#failed.add(id);
        this.#retries.hearFailure();
      }
      // That its text is all that outlives the page is said in its row.
      this.parts.onKeeping(id, 'not-kept');
    }
  }
}
