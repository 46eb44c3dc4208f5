import { closeHistory, history } from 'prosemirror-history';
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import type { Seam } from '../../core/recognition/carry-over';
import { hasParagraphs } from '../../library/append-document';
import type { DictationTarget, LiveText } from '../dictation/dictation-parts';
import {
  copiedText,
  copyKind,
  dictatedPieces,
  settlePieces,
  takePieces,
  type CopyKind,
} from './dictated-pieces';
import { documentOf, documentSchema, offsetOf, positionOf, textOf } from './document-schema';
import {
  insertUtterance,
  liveText,
  placeAtCaret,
  replaceUtterance,
  showLiveText,
  shownLiveText,
  type ShownLiveText,
} from './live-text';

/** A text and where its caret is, as a place in the text; null: at its end. */
export interface DocumentText {
  readonly text: string;
  readonly caret: number | null;
}

/** Text for the clipboard. */
export interface CopiedText {
  readonly text: string;
  /** The same for programs that know more than plain text. */
  readonly html: string;
}

/**
 * The document that is dictated into and edited. It lives as long as the app: whatever page shows it, and while none does,
 * text comes in and can be undone.
 */
export class DictationDocument implements DictationTarget {
  /** A line for each paragraph. */
  text = $state.raw('');
  /** What a press on Copy takes. */
  copyKind: CopyKind = $state.raw('all');
  /** False while another window of the app has it: it is shown, and changed there. */
  isEditable = $state.raw(false);
  /** Hears of each change of the text or the caret that was made here. */
  onChange: () => void = () => undefined;
  #state: EditorState;
  #hasCaret = false;
  readonly #views = new Set<(state: EditorState) => void>();

  constructor() {
    this.#state = EditorState.create({
      schema: documentSchema,
      plugins: [history(), liveText(), dictatedPieces()],
    });
  }

  get state(): EditorState {
    return this.#state;
  }

  get caret(): number {
    return offsetOf(this.#state.doc, this.#state.selection.head);
  }

  /** Words that are being said; null while there are none. */
  get live(): ShownLiveText | null {
    return shownLiveText(this.#state);
  }

  /** @returns what is to be copied; to be followed by `settleCopy` */
  takeCopy(kind: CopyKind): CopiedText {
    const text = copiedText(this.#state, kind);
    this.#apply(takePieces(this.#state, kind));
    return { text, html: paragraphsOf(text) };
  }

  /** @param isCopied false where the clipboard was refused: it is still to be copied then */
  settleCopy(kind: CopyKind, isCopied: boolean): void {
    this.#apply(settlePieces(this.#state, kind, isCopied));
  }

  /** @returns what ends the watch */
  watch(view: (state: EditorState) => void): () => void {
    this.#views.add(view);
    return () => void this.#views.delete(view);
  }

  /** A change that is made here. */
  dispatch(transaction: Transaction): void {
    const isChange = transaction.docChanged || transaction.selectionSet;
    this.#apply(transaction);
    if (isChange) this.onChange();
  }

  /**
   * Takes the text as it is kept, or as another window has it: the first time with its caret. What was changed here
   * before can still be undone.
   */
  take({ text, caret }: DocumentText): void {
    const { doc, tr } = this.#state;
    const wanted = documentOf(text);
    const start = doc.content.findDiffStart(wanted.content);
    const end = doc.content.findDiffEnd(wanted.content);
    if (start !== null && end) {
      const overlap = Math.max(start - Math.min(end.a, end.b), 0);
      tr.replace(start, end.a + overlap, wanted.slice(start, end.b + overlap));
    }
    if (!this.#hasCaret) {
      const position = caret === null ? tr.doc.content.size - 1 : positionOf(tr.doc, caret);
      tr.setSelection(TextSelection.near(tr.doc.resolve(position)));
    }
    this.#hasCaret = true;
    this.#apply(tr.setMeta('addToHistory', false));
  }

  setEditable(isEditable: boolean): void {
    this.isEditable = isEditable;
    this.#show();
  }

  /** Dictation continues at the caret. */
  placeAtCaret(): void {
    this.#apply(placeAtCaret(this.#state));
  }

  show(text: LiveText | null): void {
    this.#apply(showLiveText(this.#state, text));
  }

  insert(text: string, language: string, seam: Seam | null): void {
    this.dispatch(insertUtterance(this.#state, { text, language, seam }).scrollIntoView());
    // What is typed next is not part of the utterance: one undo takes one of them.
    this.#apply(closeHistory(this.#state.tr));
  }

  /** Puts paragraphs after the others. @returns false where they are there already */
  append(text: string): boolean {
    if (hasParagraphs(this.text, text)) return false;
    const { doc, tr } = this.#state;
    const start = this.text.trim() === '' ? 0 : doc.content.size;
    this.dispatch(closeHistory(tr.replaceWith(start, doc.content.size, documentOf(text).content)));
    return true;
  }

  /** @returns whether the last utterance was still there */
  replaceLast(text: string, language: string): boolean {
    const transaction = replaceUtterance(this.#state, text, language);
    if (transaction) this.dispatch(transaction);
    return transaction !== null;
  }

  #apply(transaction: Transaction): void {
    this.#state = this.#state.apply(transaction);
    if (transaction.docChanged) this.text = textOf(this.#state.doc);
    this.copyKind = copyKind(this.#state);
    this.#show();
  }

  #show(): void {
    for (const view of this.#views) view(this.#state);
  }
}

function paragraphsOf(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
}
