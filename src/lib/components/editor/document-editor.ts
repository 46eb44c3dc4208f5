import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { LiveText } from '../../app/dictation-parts';
import type { Joint } from '../../core/streaming/lead';
import { documentOf, documentSchema, textOf } from './document-schema';
import { insertUtterance, liveText, placeAtCaret, replaceUtterance, showLiveText } from './live-text';

export interface DocumentEditorOptions {
  /** What is read out where the text is entered. */
  readonly label: string;
  /** A line for each paragraph. */
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** A document that is edited and dictated into at once. */
export class DocumentEditor {
  readonly #view: EditorView;

  constructor(place: HTMLElement, { label, text, onChange }: DocumentEditorOptions) {
    const keys = { 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo };
    const state = EditorState.create({
      doc: documentOf(text),
      schema: documentSchema,
      plugins: [history(), keymap(keys), keymap(baseKeymap), liveText()],
    });
    this.#view = new EditorView(place, {
      state,
      attributes: { 'aria-label': label, 'aria-multiline': 'true', role: 'textbox' },
      dispatchTransaction: (transaction) => {
        this.#view.updateState(this.#view.state.apply(transaction));
        if (transaction.docChanged) onChange(this.text);
      },
    });
  }

  get text(): string {
    return textOf(this.#document);
  }

  /** As it is copied into a program that knows more than plain text. */
  get html(): string {
    return paragraphsOf(this.text);
  }

  /** Dictation goes on at the caret. */
  placeAtCaret(): void {
    this.#view.dispatch(placeAtCaret(this.#view.state));
  }

  show(text: LiveText | null): void {
    this.#view.dispatch(showLiveText(this.#view.state, text));
  }

  insert(text: string, language: string, joint: Joint | null): void {
    this.#view.dispatch(insertUtterance(this.#view.state, { text, language, joint }).scrollIntoView());
  }

  /** @returns whether the last utterance was still there */
  replaceLast(text: string, language: string): boolean {
    const transaction = replaceUtterance(this.#view.state, text, language);
    if (transaction) this.#view.dispatch(transaction);
    return transaction !== null;
  }

  clear(): void {
    const { tr, doc } = this.#view.state;
    this.#view.dispatch(tr.delete(0, doc.content.size));
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  get #document(): Node {
    return this.#view.state.doc;
  }
}

function paragraphsOf(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
}
