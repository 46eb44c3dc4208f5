import { toAppError, type ErrorCode } from '../../core/errors';
import type { TranscribedWindow } from '../../core/transcript/transcript';
import type { RecordingKeeper } from './recording-keeper';

/** The text of the recording that is open: those of all others stay on the device. */
export class OpenText {
  /** Null while it is being read, and where none is open. */
  windows: readonly TranscribedWindow[] | null = $state.raw(null);
  /** Why it could not be read. */
  failure: ErrorCode | null = $state.raw(null);
  #id: string | null = null;
  #load = 0;
  /** Settles once the line that is being changed is let go of; null: none is. */
  #held: Promise<void> | null = null;

  constructor(private readonly keeper: Pick<RecordingKeeper, 'windows'>) {}

  /** Lets go of the text before it, and reads this one; null closes. */
  open(id: string | null): void {
    if (id === this.#id) return;
    this.#id = id;
    this.windows = null;
    void this.read();
  }

  /** Once more where that has failed. */
  async read(): Promise<void> {
    const load = ++this.#load;
    const id = this.#id;
    this.failure = null;
    if (id === null) return;
    try {
      const windows = await this.keeper.windows(id);
      if (load === this.#load) this.windows = windows;
    } catch (thrown) {
      if (load === this.#load) this.failure = toAppError(thrown).code;
    }
  }

  /** The text of a recording has changed; one that is being read is read once more. */
  change(id: string, change: (windows: readonly TranscribedWindow[]) => readonly TranscribedWindow[]): void {
    if (id !== this.#id) return;
    if (this.windows) this.windows = change(this.windows);
    else void this.read();
  }

  /** A line is being changed: no other text takes its place until it is let go of. @returns lets go of it */
  hold(): () => void {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    this.#held = held;
    return () => {
      if (this.#held === held) this.#held = null;
      letGo();
    };
  }

  /** Settles once no line of the text is being changed. */
  async free(): Promise<void> {
    while (this.#held) await this.#held;
  }

  /** A recording that is new has no text to be read. */
  openNew(id: string): void {
    this.#load += 1;
    this.#id = id;
    this.failure = null;
    this.windows = [];
  }
}
