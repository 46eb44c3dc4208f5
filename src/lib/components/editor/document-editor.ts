import { baseKeymap } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet, EditorView, type EditorProps } from 'prosemirror-view';
import type { DictationDocument } from '../../app/documents/dictation-document.svelte';
import type { ShownLiveText } from '../../app/documents/live-text';

export interface DocumentEditorOptions {
  readonly document: DictationDocument;
  /** What is read out where the text is entered. */
  readonly label: string;
  /** Pixels at the bottom of the window that lie over the text: the caret is not brought there. */
  readonly coveredPixels: () => number;
}

/** Between the caret and the edges of what can be seen. */
const ROOM_PIXELS = 16;
/** What lies over the text at the top of the window. */
const TOP_BAR_PIXELS = 56;

/**
 * Shows a document and takes what is typed into it.
 *
 * @returns what takes it off the page; the document stays
 */
export function showDocument(
  place: HTMLElement,
  { document, label, coveredPixels }: DocumentEditorOptions,
): () => void {
  const keys = { 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo };
  const live = new Plugin({
    props: { decorations: ({ doc }) => DecorationSet.create(doc, decorationsOf(document.live)) },
  });
  const view = new EditorView(place, {
    state: document.state,
    plugins: [keymap(keys), keymap(baseKeymap), live],
    editable: () => document.isEditable,
    attributes: () => ({
      'aria-label': label,
      'aria-multiline': 'true',
      'aria-readonly': String(!document.isEditable),
      role: 'textbox',
    }),
    ...caretRoom(coveredPixels),
    dispatchTransaction: (transaction) => document.dispatch(transaction),
  });
  const stop = document.watch((state) => view.updateState(state));
  return () => {
    stop();
    view.destroy();
  };
}

/** How far from the edges of the window the caret stays, measured when it is brought into view. */
function caretRoom(coveredPixels: () => number): Pick<EditorProps, 'scrollMargin' | 'scrollThreshold'> {
  const edges = {
    ...{ top: TOP_BAR_PIXELS + ROOM_PIXELS, left: 0, right: 0 },
    get bottom() {
      return coveredPixels() + ROOM_PIXELS;
    },
  };
  return { scrollMargin: edges, scrollThreshold: edges };
}

function decorationsOf(live: ShownLiveText | null): Decoration[] {
  if (!live) return [];
  const { place, committed, tentative, seemsOver } = live;
  // Aloud it is said once it is final.
  const widget = () => {
    const element = window.document.createElement('span');
    element.className = seemsOver ? 'live-text over' : 'live-text';
    element.setAttribute('aria-hidden', 'true');
    element.append(span('committed', committed), span('tentative', tentative));
    return element;
  };
  return [
    Decoration.widget(place, widget, {
      ...{ side: 1, ignoreSelection: true },
      key: `${committed}|${tentative}|${seemsOver}`,
    }),
  ];
}

function span(className: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}
