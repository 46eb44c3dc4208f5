import type { TranscriptSegment } from '../../../core/transcript/transcript';

type Segments = readonly TranscriptSegment[];

/** A change that a person has made to the segments of one window. */
export interface TextEdit {
  readonly windowIndex: number;
  readonly before: Segments;
  readonly after: Segments;
}

interface History {
  /** The last one first to be taken back. */
  readonly done: readonly TextEdit[];
  readonly undone: readonly TextEdit[];
}

const NOTHING: History = { done: [], undone: [] };

/** The changes that a person has made to the text of each recording while the page is open. */
export class TextEdits {
  #histories: ReadonlyMap<string, History> = $state.raw(new Map());

  canUndo(id: string): boolean {
    return this.#of(id).done.length > 0;
  }

  canRedo(id: string): boolean {
    return this.#of(id).undone.length > 0;
  }

  /** A new change: what had been taken back is gone. */
  note(id: string, edit: TextEdit): void {
    this.#set(id, { done: [...this.#of(id).done, edit], undone: [] });
  }

  /** @returns the change that turns the last one round; null where there is none */
  undo(id: string): TextEdit | null {
    const { done, undone } = this.#of(id);
    const edit = done.at(-1);
    if (!edit) return null;
    this.#set(id, { done: done.slice(0, -1), undone: [...undone, edit] });
    return { ...edit, before: edit.after, after: edit.before };
  }

  /** @returns the change that was taken back last; null where there is none */
  redo(id: string): TextEdit | null {
    const { done, undone } = this.#of(id);
    const edit = undone.at(-1);
    if (!edit) return null;
    this.#set(id, { done: [...done, edit], undone: undone.slice(0, -1) });
    return edit;
  }

  /** The text from that window on is another one. */
  forgetFrom(id: string, windowIndex: number): void {
    const isBefore = (edit: TextEdit) => edit.windowIndex < windowIndex;
    const { done, undone } = this.#of(id);
    if (![...done, ...undone].every(isBefore))
      this.#set(id, { done: done.filter(isBefore), undone: undone.filter(isBefore) });
  }

  /** The text is gone. */
  forget(id: string): void {
    if (this.#histories.has(id)) this.#set(id, null);
  }

  forgetAll(): void {
    this.#histories = new Map();
  }

  #of(id: string): History {
    return this.#histories.get(id) ?? NOTHING;
  }

  #set(id: string, history: History | null): void {
    const histories = new Map(this.#histories);
    if (history) histories.set(id, history);
    else histories.delete(id);
    this.#histories = histories;
  }
}
