import type { ReadingPoint } from '../../core/streaming/reading-point';
import type { TranscribedWindow } from '../../core/transcript/transcript';
import type { KeptRecording, RecordingChanges } from '../../library/kept-recording';
import type { RecordingLibrary } from '../../library/recording-library';
import type { Keeping, TextTrouble } from './recording';
import { RecordingWrites } from './recording-writes';
import type { SetTimer } from './retries';
import { SoundCopies } from './sound-copies';
import type { Work } from '../browser/work.svelte';

/** The library as the page uses it; a test has its own. */
export type Library = Pick<
  RecordingLibrary,
  | 'list'
  | 'windows'
  | 'write'
  | 'readingPoint'
  | 'keepSound'
  | 'sound'
  | 'soundIds'
  | 'savePeaks'
  | 'peaks'
  | 'remove'
  | 'removeStraySounds'
>;

export interface RecordingKeeperParts {
  /** Gives null where the browser keeps nothing; rejects where it could not be opened this time. */
  readonly library: () => Promise<Library | null>;
  readonly onKeeping: (id: string, keeping: Keeping) => void;
  readonly onTextTrouble: (id: string, trouble: TextTrouble | null) => void;
  readonly setTimer: SetTimer;
  readonly work: Pick<Work, 'during'>;
}

export interface RestoredRecording {
  readonly recording: KeptRecording;
  readonly hasSound: boolean;
}

/**
 * Keeps recordings on this device without holding up the page. What cannot be kept stays in memory and is tried again;
 * whoever asked hears of it.
 */
export class RecordingKeeper {
  readonly #points = new Map<string, ReadingPoint>();
  readonly #writes: RecordingWrites;
  readonly #copies: SoundCopies;

  constructor(private readonly parts: RecordingKeeperParts) {
    this.#writes = new RecordingWrites({ ...parts, onTrouble: parts.onTextTrouble });
    this.#copies = new SoundCopies(parts);
  }

  /**
   * Everything kept before this page was opened, but for the texts. No sound is opened for it.
   *
   * @throws AppError as Database.use: then nothing is known, which is not the same as nothing being kept
   */
  async restore(): Promise<readonly RestoredRecording[]> {
    const library = await this.parts.library();
    if (!library) return [];
    const kept = await library.list();
    // Where a write has failed, sound may look like a stray whose recording is here. Else it is in nobody's way.
    if (!this.#writes.hasFailed) await library.removeStraySounds().catch(() => undefined);
    const soundIds = await library.soundIds();
    return kept.map((recording) => ({ recording, hasSound: soundIds.has(recording.id) }));
  }

  keepSound(id: string, file: File): void {
    this.#copies.keep(id, file);
  }

  /** The sound of a recording, from the device or as it was given; null if it is lost. */
  async sound(id: string): Promise<File | null> {
    return this.#copies.original(id) ?? (await (await this.parts.library())?.sound(id)) ?? null;
  }

  write(changes: RecordingChanges): void {
    const { id } = changes.recording;
    if (changes.replacesText) this.#points.delete(id);
    if (changes.resume) this.#points.set(id, changes.resume);
    this.#writes.change(changes);
  }

  /**
   * The text of a recording, as it was written last.
   *
   * @throws AppError as RecordingLibrary.windows
   */
  windows(id: string): Promise<readonly TranscribedWindow[]> {
    return this.#writes.windows(id);
  }

  /** Where reading resumes after the last window; null if that is not known, and the way to it is longer. */
  async readingPoint(id: string): Promise<ReadingPoint | null> {
    const known = this.#points.get(id);
    if (known) return known;
    try {
      return (await (await this.parts.library())?.readingPoint(id)) ?? null;
    } catch {
      return null;
    }
  }

  savePeaks(id: string, peaks: Uint8Array<ArrayBuffer>): void {
    this.#writes.writeIfPossible(async () => (await this.parts.library())?.savePeaks(id, peaks));
  }

  /** Null where there are none, or they cannot be read. */
  async peaks(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      return (await (await this.parts.library())?.peaks(id)) ?? null;
    } catch {
      return null;
    }
  }

  remove(id: string): void {
    this.#points.delete(id);
    this.#copies.remove(id);
    this.#writes.remove(id);
    // It makes room.
    void this.#writes.settled().then(() => this.#copies.tryAgain());
  }

  /** There may be room again for what could not be kept, or no other time to keep it. */
  tryAgain(): void {
    this.#writes.tryAgain();
    this.#copies.tryAgain();
  }

  /** Another window has taken the recordings without waiting for this one, which must not write over them any more. */
  lose(): void {
    this.#points.clear();
    this.#copies.lose();
    this.#writes.lose();
  }

  /** Settles when everything asked for so far is on the device, or has failed. */
  async settled(): Promise<void> {
    await this.#copies.settled();
    await this.#writes.settled();
  }
}
