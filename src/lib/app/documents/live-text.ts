import { closeHistory } from 'prosemirror-history';
import { Plugin, PluginKey, Selection, TextSelection } from 'prosemirror-state';
import type { EditorState, Transaction } from 'prosemirror-state';
import type { Seam } from '../../core/recognition/carry-over';
import { joinedText, type Surroundings } from '../../core/text/joining';
import type { LiveText } from '../dictation/dictation-parts';

/** The text of an utterance that is over. */
export interface FinalText {
  readonly text: string;
  readonly language: string;
  /** Where it continues from the utterance before: how that is to end. */
  readonly seam: Seam | null;
}

interface LiveState {
  /** Where dictated text comes; null until dictation has begun. */
  readonly place: number | null;
  readonly text: LiveText | null;
  /** The range of the last utterance; null before there was one, or once it is gone. */
  readonly last: Range | null;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Of an utterance that has just been written. */
export interface DictatedRange extends Range {
  /** Where the text before it ends; what joins the two lies between. */
  readonly joinsAt: number;
}

type Change =
  | { readonly kind: 'place' }
  | { readonly kind: 'text'; readonly text: LiveText | null; readonly last?: DictatedRange };

const liveKey = new PluginKey<LiveState>('live-text');

/** Words that are being spoken, as they are shown at their place. */
export interface ShownLiveText extends LiveText {
  readonly place: number;
}

/** Knows what is being spoken and its place, which moves along with the text around it. */
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
  });
}

/** Dictation continues at the caret from here on. */
export function placeAtCaret(state: EditorState): Transaction {
  return state.tr.setMeta(liveKey, { kind: 'place' } satisfies Change);
}

export function showLiveText(state: EditorState, text: LiveText | null): Transaction {
  return state.tr.setMeta(liveKey, { kind: 'text', text } satisfies Change);
}

/** Puts an utterance into the document, as one step that can be undone. */
export function insertUtterance(state: EditorState, { text, language, seam }: FinalText): Transaction {
  const place = placeIn(state);
  const around = surroundings(state, place);
  // Where a person has written something there meanwhile, nothing of it is touched.
  const isBehindLast = liveKey.getState(state)?.last?.to === place;
  // The space between it and what is behind was put there with it.
  const said = isBehindLast ? around.before.trimEnd() : around.before;
  const goesOn = seam !== null && isBehindLast && said.endsWith(seam.was);
  const kept = goesOn ? said.slice(0, said.length - seam.was.length) : around.before;
  const start = place - (around.before.length - kept.length);
  const sign = goesOn ? seam.now : '';
  const joined = sign + joinedText(text, { ...around, before: kept + sign }, goesOn ? null : language);
  const transaction = closeHistory(state.tr);
  const { schema } = state;
  if (joined !== '' || start !== place)
    transaction.replaceWith(start, place, joined === '' ? [] : schema.text(joined));
  transaction.setSelection(selectionAfter(state.selection, place, transaction));
  const last = { joinsAt: start, from: start + sign.length, to: start + joined.length };
  return transaction.setMeta(liveKey, { kind: 'text', text: null, last } satisfies Change);
}

/** Where a transaction has put an utterance; null where it has put none. */
export function dictatedRange(transaction: Transaction): DictatedRange | null {
  const change: Change | undefined = transaction.getMeta(liveKey);
  return (change?.kind === 'text' && change.last) || null;
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
  const transaction = closeHistory(state.tr);
  transaction.replaceWith(last.from, last.to, joined === '' ? [] : state.schema.text(joined));
  const { text: live = null } = liveKey.getState(state) ?? {};
  const range = { joinsAt: last.from, from: last.from, to: last.from + joined.length };
  return transaction.setMeta(liveKey, { kind: 'text', text: live, last: range } satisfies Change);
}

function mappedRange(range: Range | null, { mapping }: Transaction): Range | null {
  if (!range) return null;
  const mapped = { from: mapping.map(range.from, 1), to: mapping.map(range.to, -1) };
  return mapped.to > mapped.from ? mapped : null;
}

/** The caret where dictation has it goes along with the text; a caret or a selection that a person has elsewhere stays. */
function selectionAfter(selection: Selection, place: number, { doc, mapping }: Transaction): Selection {
  if (!(selection instanceof TextSelection)) return selection.map(doc, mapping);
  if (selection.empty && selection.head === place) return TextSelection.create(doc, mapping.map(place));
  // What comes at the edge of a selection does not belong to it.
  const side = (position: number) => (position === selection.from && !selection.empty ? 1 : -1);
  const mapped = (position: number) => mapping.map(position, side(position));
  return TextSelection.between(doc.resolve(mapped(selection.anchor)), doc.resolve(mapped(selection.head)));
}

/** In a paragraph, also where the one it was in has been deleted. */
function placeIn(state: EditorState): number {
  const { doc, selection } = state;
  const place = Math.min(liveKey.getState(state)?.place ?? selection.from, doc.content.size);
  const resolved = doc.resolve(place);
  return resolved.parent.isTextblock ? place : Selection.near(resolved, -1).from;
}

function surroundings(state: EditorState, place: number): Surroundings {
  const resolved = state.doc.resolve(place);
  const { parent, parentOffset } = resolved;
  return {
    before: parent.textBetween(0, parentOffset),
    behind: parent.textBetween(parentOffset, parent.content.size),
  };
}

/** Null while nothing is being said. */
export function shownLiveText(state: EditorState): ShownLiveText | null {
  const text = liveKey.getState(state)?.text;
  if (!text) return null;
  const place = placeIn(state);
  const joined = joinedText(`${text.committed} ${text.tentative}`.trim(), surroundings(state, place), '');
  const leading = joined.length - joined.trimStart().length;
  const committed = joined.slice(0, leading + text.committed.length);
  return { place, committed, tentative: joined.slice(committed.length), seemsOver: text.seemsOver };
}
