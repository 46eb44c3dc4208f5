import { SharedFiles, type SharedArrival } from '../../library/shared-files';

export interface SharedQuestionParts {
  readonly open: () => Promise<Pick<SharedFiles, 'newest' | 'remove'>>;
  readonly nowMs: () => number;
  /** They were agreed to. */
  readonly onFiles: (files: readonly File[]) => void;
  /** They were not, or there were none. */
  readonly onRefused: () => void;
}

/** Where one was opened for shared files and there are none: they have waited too long, or did not fit. */
type Asked = SharedArrival | 'gone';

/** The question as the browser lets it be asked. */
export function sharedQuestion(on: Pick<SharedQuestionParts, 'onFiles' | 'onRefused'>): SharedQuestion {
  return new SharedQuestion({ open: SharedFiles.open, nowMs: Date.now, ...on });
}

/** Asks before files that somebody sent to the app become recordings: any site can send some. */
export class SharedQuestion {
  asked: Asked | null = $state.raw(null);
  /** A second press, while the first is on its way, would find the files taken. */
  #isTaking = false;

  constructor(private readonly parts: SharedQuestionParts) {}

  /** @param isExpected whether this window was opened for shared files; if not, only what has waited too long goes */
  async look(isExpected: boolean): Promise<void> {
    // Where the browser keeps nothing for this page, nothing has arrived either.
    const newest = await this.#newest().catch(() => null);
    if (isExpected) this.asked = newest ?? 'gone';
  }

  async add(): Promise<void> {
    const { asked } = this;
    if (asked === null || asked === 'gone' || this.#isTaking) return;
    this.#isTaking = true;
    const isMine = await this.#remove(asked.id).catch(() => false);
    this.#isTaking = false;
    this.asked = isMine ? null : 'gone';
    if (isMine) this.parts.onFiles(asked.files);
  }

  async discard(): Promise<void> {
    const { asked } = this;
    if (this.#isTaking) return;
    this.asked = null;
    this.parts.onRefused();
    if (asked !== null && asked !== 'gone') await this.#remove(asked.id).catch(() => false);
  }

  async #newest(): Promise<SharedArrival | null> {
    return (await this.parts.open()).newest(this.parts.nowMs());
  }

  async #remove(id: string): Promise<boolean> {
    return (await this.parts.open()).remove(id);
  }
}
