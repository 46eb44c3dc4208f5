import type { ClipboardCopy } from '../browser/clipboard-copy.svelte';
import type { CopyKind } from './dictated-pieces';
import type { CopiedText } from './dictation-document.svelte';

/** The document, as it is copied from. */
export interface CopiedDocument {
  /** What a press on Copy takes. */
  readonly copyKind: CopyKind;
  takeCopy(kind: CopyKind): CopiedText;
  settleCopy(kind: CopyKind, isCopied: boolean): void;
}

/** Copies what was dictated since the last copy, by whichever way that was made. */
export class DocumentCopy {
  constructor(
    private readonly document: CopiedDocument,
    private readonly clipboard: Pick<ClipboardCopy, 'copy'>,
  ) {}

  /** By hand: what is selected, where something is. */
  copy(): Promise<void> {
    return this.#copy(this.document.copyKind);
  }

  copyAll(): Promise<void> {
    return this.#copy('all');
  }

  /** By itself. What a person has selected meanwhile is not what was said. */
  copyNew(): Promise<void> {
    return this.#copy('new');
  }

  async #copy(kind: CopyKind): Promise<void> {
    const { document, clipboard } = this;
    const { text, html } = document.takeCopy(kind);
    const isCopied = text !== '' && (await clipboard.copy(text, html));
    document.settleCopy(kind, isCopied);
  }
}
