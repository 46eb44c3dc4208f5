import { closeHistory } from 'prosemirror-history';
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { LiveText } from '../../app/dictation-parts';
import type { Joint } from '../../core/streaming/lead';
import { joinedText, type Surroundings } from '../../core/text/joining';

/** Of an utterance that is over. */
export interface FinalText {
  readonly text: string;
  readonly language: string;
  /** Where it goes on from the utterance before: how that is to end. */
  readonly joint: Joint | null;
}

interface LiveState {
  /** Where dictated text comes; null until dictation has begun. */
  readonly place: number | null;
  readonly text: LiveText | null;
  /** Of the last utterance; null before there was one, or where it is gone. */
  readonly last: Range | null;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

type Change =
  | { readonly kind: 'place' }
  | { readonly kind: 'text'; readonly text: LiveText | null; readonly last?: Range };

const liveKey = new PluginKey<LiveState>('live-text');

/** Shows what is being spoken at its place, which moves along with the text around it. */
export function liveText(): Plugin<LiveState> {
  return new Plugin<LiveState>({
    key: liveKey,
    state: {
      init: () => ({ place: null, text: null, last: null }),
      apply: (transaction, { place, text, last }) => {
        const change: Change | undefined = transaction.getMeta(liveKey);
        if (change?.kind === 'place') return { place: transaction.selection.from, text, last };
        return {
          place: place === null ? null : transaction.mapping.map(place),
          text: change?.kind === 'text' ? change.text : text,
          last: (change?.kind === 'text' && change.last) || mappedRange(last, transaction),
        };
      },
    },
    props: { decorations },
  });
}

/** Dictation goes on at the caret from here on. */
export function placeAtCaret(state: EditorState): Transaction {
  return state.tr.setMeta(liveKey, { kind: 'place' } satisfies Change);
}

export function showLiveText(state: EditorState, text: LiveText | null): Transaction {
  return state.tr.setMeta(liveKey, { kind: 'text', text } satisfies Change);
}

/** Puts an utterance into the document, as one step that can be undone. */
export function insertUtterance(state: EditorState, { text, language, joint }: FinalText): Transaction {
  const place = placeIn(state);
  const around = surroundings(state, place);
  // Where a person has written something there meanwhile, nothing of it is touched.
  const goesOn = joint?.was !== undefined && around.before.endsWith(joint.was);
  const start = goesOn ? place - joint.was.length : place;
  const sign = goesOn ? joint.now : '';
  const before = around.before.slice(0, around.before.length - (place - start)) + sign;
  const joined = sign + joinedText(text, { ...around, before }, goesOn ? null : language);
  const isCaretThere = state.selection.empty && state.selection.from === place;
  const transaction = closeHistory(state.tr);
  if (joined !== '' || start !== place) transaction.insertText(joined, start, place);
  // The caret stays where the person has it; where it is at the place of dictation, it goes along.
  if (isCaretThere) transaction.setSelection(TextSelection.create(transaction.doc, start + joined.length));
  const last = { from: start + sign.length, to: start + joined.length };
  return transaction.setMeta(liveKey, { kind: 'text', text: null, last } satisfies Change);
}

/** Puts another text in the place of the last utterance; null where that is gone. */
export function replaceUtterance(state: EditorState, text: string, language: string): Transaction | null {
  const last = liveKey.getState(state)?.last;
  if (!last) return null;
  const joined = joinedText(
    text,
    { before: surroundings(state, last.from).before, behind: surroundings(state, last.to).behind },
    language,
  );
  const transaction = closeHistory(state.tr).insertText(joined, last.from, last.to);
  const { text: live = null } = liveKey.getState(state) ?? {};
  const range = { from: last.from, to: last.from + joined.length };
  return transaction.setMeta(liveKey, { kind: 'text', text: live, last: range } satisfies Change);
}

function mappedRange(range: Range | null, { mapping }: Transaction): Range | null {
  if (!range) return null;
  const mapped = { from: mapping.map(range.from, 1), to: mapping.map(range.to, -1) };
  return mapped.to > mapped.from ? mapped : null;
}

function placeIn(state: EditorState): number {
  return liveKey.getState(state)?.place ?? state.selection.from;
}

function surroundings(state: EditorState, place: number): Surroundings {
  const resolved = state.doc.resolve(place);
  const { parent, parentOffset } = resolved;
  return {
    before: parent.textBetween(0, parentOffset),
    behind: parent.textBetween(parentOffset, parent.content.size),
  };
}

function decorations(state: EditorState): DecorationSet {
  const live = liveKey.getState(state);
  if (!live?.text) return DecorationSet.empty;
  const place = placeIn(state);
  const { committed, tentative } = live.text;
  const joined = joinedText(`${committed} ${tentative}`.trim(), surroundings(state, place), '');
  const leading = joined.length - joined.trimStart().length;
  const solid = joined.slice(0, leading + committed.length);
  const dim = joined.slice(leading + committed.length);
  // Aloud it is said once it is final.
  const widget = () => {
    const element = document.createElement('span');
    element.className = 'live-text';
    element.setAttribute('aria-hidden', 'true');
    element.append(span('committed', solid), span('tentative', dim));
    return element;
  };
  return DecorationSet.create(state.doc, [
    Decoration.widget(place, widget, { side: 1, key: `${solid}|${dim}`, ignoreSelection: true }),
  ]);
}

function span(className: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}
