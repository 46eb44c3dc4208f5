import { SerialQueue } from '../../core/serial-queue';
import type { TranscribedWindow } from '../../core/transcript/transcript';
import type { RecordingChanges } from '../../library/kept-recording';
import type { RecordingLibrary } from '../../library/recording-library';
import type { TextTrouble } from './recording';
import { Retries, type SetTimer } from './retries';

export interface RecordingWritesParts {
  /** Gives null where the browser keeps nothing; rejects where it could not be opened this time. */
  readonly library: () => Promise<Pick<RecordingLibrary, 'write' | 'windows' | 'remove'> | null>;
  /** Hears whether the text of a recording is on the device; null: it is. */
  readonly onTrouble: (id: string, trouble: TextTrouble | null) => void;
  readonly setTimer: SetTimer;
}

/**
 * Writes what has changed of each recording, one piece after the other. What could not be written stays here until it
 * is, joined with what changes meanwhile, and keeps nothing else from being written.
 */
export class RecordingWrites {
  /** A write has failed in this page: what is on the device may be behind what is here. */
  hasFailed = false;
  readonly #pending = new Map<string, RecordingChanges | 'removal'>();
  /** Those whose last write has failed. */
  readonly #failed = new Set<string>();
  readonly #queue = new SerialQueue();
  readonly #retries: Retries;
  /** Grows when everything has been lost to another window. */
  #life = 0;

  constructor(private readonly parts: RecordingWritesParts) {
    this.#retries = new Retries(parts.setTimer, () => this.#writeFailed());
  }

  change(changes: RecordingChanges): void {
    const { id } = changes.recording;
    this.#pending.set(id, joined(changes, this.#pending.get(id), 'newer'));
    this.#soon(id);
  }

  remove(id: string): void {
    this.#pending.set(id, 'removal');
    this.#soon(id);
  }

  /**
   * The text of a recording, written or not.
   *
   * @throws AppError as RecordingLibrary.windows
   */
  windows(id: string): Promise<readonly TranscribedWindow[]> {
    return this.#queue.run(async () => {
      const changes = this.#pending.get(id);
      if (changes === 'removal') return [];
      const kept = changes?.replacesText ? [] : await (await this.parts.library())?.windows(id);
      const windows = [...(kept ?? [])];
      const pending = this.#pending.get(id);
      if (pending && pending !== 'removal')
        for (const [index, window] of pending.windows) windows[index] = window;
      return windows;
    });
  }

  /** For what the app can do without: it is written after what must be on the device, and a failure is not reported. */
  writeIfPossible(write: () => Promise<void>): void {
    void this.#queue.run(write).catch(() => undefined);
  }

  /** There may be room again for what could not be written. */
  tryAgain(): void {
    if (this.#failed.size > 0) this.#retries.now();
  }

  /** Another window has taken everything: nothing of it may be written any more. */
  lose(): void {
    this.#life += 1;
    this.#pending.clear();
    this.#failed.clear();
  }

  /** Settles when everything asked for so far is on the device, or has failed. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  #writeFailed(): void {
    for (const id of this.#failed) this.#soon(id);
  }

  #soon(id: string): void {
    void this.#queue.run(() => this.#write(id)).catch(() => undefined);
  }

  async #write(id: string): Promise<void> {
    if (!this.#pending.has(id)) return;
    const life = this.#life;
    let changes: RecordingChanges | 'removal' | undefined;
    try {
      const library = await this.parts.library();
      changes = this.#pending.get(id);
      // Where the browser keeps nothing, this is all there is.
      if (!changes || (!library && changes !== 'removal')) return;
      this.#pending.delete(id);
      await (changes === 'removal' ? library?.remove(id) : library?.write(changes));
    } catch {
      if (life === this.#life) this.#keepFor(id, changes);
      return;
    }
    if (life !== this.#life) return;
    this.#retries.hearSuccess();
    if (this.#failed.delete(id) && changes !== 'removal') this.parts.onTrouble(id, null);
    // What goes for one may go for the others, above all where it was a removal that has made room.
    this.#writeFailed();
  }

  #keepFor(id: string, changes: RecordingChanges | 'removal' | undefined): void {
    this.hasFailed = true;
    if (changes) this.#pending.set(id, joined(changes, this.#pending.get(id), 'older'));
    const trouble = this.#retries.hearFailure() ? 'trying-again' : 'not-kept';
    this.#failed.add(id);
    if (this.#pending.get(id) !== 'removal') this.parts.onTrouble(id, trouble);
  }
}

/** @param place where `changes` stand to `others` in time */
function joined(
  changes: RecordingChanges | 'removal',
  others: RecordingChanges | 'removal' | undefined,
  place: 'newer' | 'older',
): RecordingChanges | 'removal' {
  if (others === undefined) return changes;
  const [older, newer] = place === 'newer' ? [others, changes] : [changes, others];
  // Nothing comes after a removal.
  if (older === 'removal' || newer === 'removal') return 'removal';
  if (newer.replacesText) return newer;
  return {
    recording: newer.recording,
    replacesText: older.replacesText,
    windows: new Map([...older.windows, ...newer.windows]),
    resume: newer.resume ?? older.resume,
  };
}
