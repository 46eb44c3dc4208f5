import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state';
import { dictatedRange, type DictatedRange } from './live-text';

/** What a copy takes. */
export type CopyKind =
  /** What is selected. */
  | 'selection'
  /** What was dictated since the last copy. */
  | 'new'
  /** Nothing was dictated since: what was copied last, as it is now. */
  | 'again'
  /** The whole document. */
  | 'all';

/** Positions in a document. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where dictated text has come to lie, in the order of the document. */
interface Pieces {
  /** Not copied yet. */
  readonly fresh: readonly Range[];
  /** On its way to the clipboard. */
  readonly taken: readonly Range[];
  /** Copied last. */
  readonly copied: readonly Range[];
}

const NONE: Pieces = { fresh: [], taken: [], copied: [] };

const piecesKey = new PluginKey<Pieces>('dictated-pieces');

/** Knows what was dictated, wherever it has moved to, and what of it was copied. */
export function dictatedPieces(): Plugin<Pieces> {
  return new Plugin<Pieces>({
    key: piecesKey,
    state: {
      init: () => NONE,
      apply: (transaction, before) => {
        const changed: Pieces = transaction.getMeta(piecesKey) ?? before;
        const dictated = dictatedRange(transaction);
        const fresh = mapped(changed.fresh, transaction, dictated ? 'apart' : 'with it');
        return {
          fresh: dictated ? withDictated(fresh, dictated) : fresh,
          taken: mapped(changed.taken, transaction, 'apart'),
          copied: mapped(changed.copied, transaction, 'apart'),
        };
      },
    },
  });
}

/** What a press on Copy takes now. */
export function copyKind(state: EditorState): CopyKind {
  const { fresh, taken, copied } = piecesOf(state);
  if (!state.selection.empty) return 'selection';
  if (fresh.length > 0) return 'new';
  return taken.length + copied.length > 0 ? 'again' : 'all';
}

/** That as plain text, a line for each paragraph; pieces that lie apart stand on lines of their own. */
export function copiedText(state: EditorState, kind: CopyKind): string {
  const { fresh, copied } = piecesOf(state);
  const { doc, selection } = state;
  switch (kind) {
    case 'selection':
      return doc.textBetween(selection.from, selection.to, '\n');
    case 'new':
      return textOfRanges(doc, fresh);
    case 'again':
      return textOfRanges(doc, copied);
    case 'all':
      return doc.textBetween(0, doc.content.size, '\n');
  }
}

/** That goes to the clipboard. */
export function takePieces(state: EditorState, kind: CopyKind): Transaction {
  const { fresh, taken, copied } = piecesOf(state);
  const { from, to } = state.selection;
  const isTaken = (range: Range) => kind !== 'selection' || (from <= range.from && range.to <= to);
  if (kind === 'again') return change(state, { fresh, taken: copied, copied });
  return change(state, {
    fresh: fresh.filter((range) => !isTaken(range)),
    taken: inOrder([...taken, ...fresh.filter(isTaken)]),
    copied,
  });
}

/** It is there, or was refused: then it counts as new again. */
export function settlePieces(state: EditorState, kind: CopyKind, isCopied: boolean): Transaction {
  const { fresh, taken, copied } = piecesOf(state);
  if (kind === 'again') return change(state, { fresh, taken: [], copied });
  if (!isCopied) return change(state, { fresh: inOrder([...taken, ...fresh]), taken: [], copied });
  // What follows a copy of everything is everything once more.
  const last = { new: taken, selection: copied, all: [] }[kind];
  return change(state, { fresh, taken: [], copied: last });
}

function piecesOf(state: EditorState): Pieces {
  return piecesKey.getState(state) ?? NONE;
}

function change(state: EditorState, pieces: Pieces): Transaction {
  return state.tr.setMeta(piecesKey, pieces);
}

/** @param behind whether what comes right behind a piece, as a full stop that is typed, goes with it */
function mapped(
  ranges: readonly Range[],
  transaction: Transaction,
  behind: 'with it' | 'apart',
): readonly Range[] {
  const { mapping } = transaction;
  const dictated = dictatedRange(transaction);
  const end = (to: number) => {
    const moved = mapping.map(to, behind === 'with it' ? 1 : -1);
    // Where its last sign was replaced it would reach to the end of what came instead.
    return dictated && moved === dictated.to ? dictated.joinsAt : moved;
  };
  return ranges
    .map(({ from, to }) => ({ from: mapping.map(from, 1), to: end(to) }))
    .filter(({ from, to }) => to > from);
}

/** What goes on where another piece ends is one with it, and so is what was said into the middle of one. */
function withDictated(ranges: readonly Range[], { joinsAt, from, to }: DictatedRange): readonly Range[] {
  if (to <= from || ranges.some((range) => range.from <= from && to <= range.to)) return ranges;
  const before = ranges.find((range) => range.to === joinsAt);
  const others = ranges.filter((range) => range !== before);
  return inOrder([...others, { from: before?.from ?? from, to }]);
}

function inOrder(ranges: readonly Range[]): readonly Range[] {
  return ranges.toSorted((a, b) => a.from - b.from);
}

function textOfRanges(doc: Node, ranges: readonly Range[]): string {
  let text = '';
  let end: number | null = null;
  for (const { from, to } of ranges) {
    // A paragraph that was begun between two utterances stays between them.
    const gap = end === null ? '' : doc.textBetween(end, from, '\n');
    const own = doc.textBetween(from, to, '\n');
    if (gap.trim() === '') text += gap + own;
    else text = `${text.trimEnd()}\n${own.trimStart()}`;
    end = to;
  }
  return text.trim();
}
