import type { RecordingIntake } from './recording-intake';
import type { RecordingList } from './recording-list.svelte';
import type { SingleWindow } from '../browser/single-window.svelte';

export interface BroughtFilesParts {
  readonly singleWindow: Pick<SingleWindow, 'takeOver' | 'takeByForce'>;
  readonly list: Pick<RecordingList, 'isOpen'>;
  readonly intake: Pick<RecordingIntake, 'add'>;
}

interface Brought {
  readonly files: readonly File[];
  readonly onAdded: (ids: readonly string[]) => void;
}

/** Files that a person has brought to this window. They wait here until the recordings are here too. */
export class BroughtFiles {
  #waiting: readonly Brought[] = $state.raw([]);
  /** Whether another window is asked for the recordings, and what it has answered if that was not to let go. */
  asked: 'nothing' | 'asking' | 'refused' | 'no-answer' = $state.raw('nothing');

  constructor(private readonly parts: BroughtFilesParts) {}

  /** How many files wait. */
  get count(): number {
    return this.#waiting.reduce((sum, { files }) => sum + files.length, 0);
  }

  /**
   * Whoever brings a recording to this window wants it read here.
   *
   * @returns what they are in the list, in order, once they are in it
   */
  bring(files: readonly File[]): Promise<readonly string[]> {
    return new Promise((onAdded) => {
      this.#waiting = [...this.#waiting, { files, onAdded }];
      void this.takeOver();
    });
  }

  /** Asks the other window for the recordings. */
  async takeOver(): Promise<void> {
    if (this.asked === 'asking') return;
    this.asked = 'asking';
    const outcome = await this.parts.singleWindow.takeOver();
    this.asked = outcome === 'here' ? 'nothing' : outcome;
    this.hand();
  }

  /** Takes the recordings from a window that has not let go; what that has not written is done again here. */
  async takeByForce(): Promise<void> {
    this.asked = 'asking';
    try {
      await this.parts.singleWindow.takeByForce();
    } finally {
      this.asked = 'nothing';
    }
    this.hand();
  }

  /** Hands what waits to the list, where that is here. To be called whenever it has come. */
  hand(): void {
    if (!this.parts.list.isOpen) return;
    this.asked = 'nothing';
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { files, onAdded } of waiting) onAdded(this.parts.intake.add(files));
  }
}
