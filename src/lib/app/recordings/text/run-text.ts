import type { ReadingPoint } from '../../../core/streaming/reading-point';
import { rereadToEnd, withRereadWindow } from '../../../core/transcript/rereading/reread-windows';
import type { TranscribedWindow } from '../../../core/transcript/transcript';
import type { Rereading } from '../../../library/kept-recording';

type Windows = readonly TranscribedWindow[];

/** How a text comes in the place of another one. */
export interface ReplacedText {
  /** The index of the first window that has changed. */
  readonly firstChanged: number;
  /** No other window has. */
  readonly isInPlace: boolean;
  /** Where reading resumes after it; null where that is as before. */
  readonly resume: ReadingPoint | null;
  readonly reread: Rereading | null;
}

/** The texts of recordings, as the list of recordings has them. */
export interface Texts {
  readonly selectedId: string | null;
  /** Of the selected recording. */
  readonly text: {
    readonly windows: Windows | null;
    /** Settles once no line is being changed. */
    free(): Promise<void>;
  };
  find(id: string): { readonly reread: Rereading | null } | undefined;
  addWindow(id: string, window: TranscribedWindow, resume: ReadingPoint): void;
  replaceText(id: string, windows: Windows, replaced: ReplacedText): void;
}

export interface RunTextParts {
  readonly list: Texts;
  /** Of a recording that is not selected. */
  readonly keeper: { windows(id: string): Promise<Windows> };
}

interface Reread {
  readonly windows: Windows;
  readonly reread: Rereading;
}

/**
 * The text that comes of one run of a recording. It goes behind the text that is there or, where the recording is read
 * again, in the place of what was there; what a person has changed of that stays.
 */
export class RunText {
  readonly #id: string;
  readonly #isReread: boolean;
  /** One window after the other: the text in whose place it comes is read for it. */
  #added = Promise.resolve();

  /** @param signal once it is aborted nothing is changed */
  constructor(
    private readonly parts: RunTextParts,
    { id, reread }: { readonly id: string; readonly reread: Rereading | null },
    private readonly signal: AbortSignal,
  ) {
    this.#id = id;
    this.#isReread = reread !== null;
  }

  /** The next window. What keeps it out of the text is told at the end. */
  add(window: TranscribedWindow, resume: ReadingPoint): void {
    if (!this.#isReread) return this.parts.list.addWindow(this.#id, window, resume);
    this.#added = this.#added.then(() => this.#put(window, resume));
    this.#added.catch(() => undefined);
  }

  /** The run has come to its end. @throws AppError as RecordingKeeper.windows */
  async end(): Promise<void> {
    await this.#added;
    const text = this.#isReread ? await this.#text() : null;
    if (!text) return;
    const { windowCount, isOtherSound } = text.reread;
    const isWhole = !isOtherSound && text.windows.length === windowCount;
    this.parts.list.replaceText(this.#id, rereadToEnd(text.windows, windowCount), {
      firstChanged: isWhole ? windowCount : windowCount - 1,
      isInPlace: isWhole,
      ...{ resume: null, reread: null },
    });
  }

  async #put(window: TranscribedWindow, resume: ReadingPoint): Promise<void> {
    const text = await this.#text();
    if (!text) return;
    const { windowCount } = text.reread;
    const { windows, isInPlace } = withRereadWindow(text.windows, windowCount, window);
    const reread = {
      windowCount: windowCount + 1,
      endSeconds: window.endSeconds,
      lastLanguage: window.language,
      isOtherSound: false,
    };
    this.parts.list.replaceText(this.#id, windows, {
      ...{ firstChanged: windowCount, isInPlace, resume, reread },
    });
  }

  async #text(): Promise<Reread | null> {
    const { list, keeper } = this.parts;
    const open = () => (list.selectedId === this.#id ? list.text.windows : null);
    const kept = open() ?? (await keeper.windows(this.#id));
    if (open()) await list.text.free();
    const reread = list.find(this.#id)?.reread;
    if (!reread || this.signal.aborted) return null;
    // What a person has changed meanwhile is in the text that is open.
    return { windows: reread.isOtherSound ? [] : (open() ?? kept), reread };
  }
}
