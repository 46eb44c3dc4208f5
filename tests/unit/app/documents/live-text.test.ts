import { documentOf, documentSchema, textOf } from '$lib/app/documents/document-schema';
import {
  insertUtterance,
  liveText,
  placeAtCaret,
  replaceUtterance,
  showLiveText,
  shownLiveText,
} from '$lib/app/documents/live-text';
import type { Seam } from '$lib/core/recognition/carry-over';
import { history, undo } from 'prosemirror-history';
import { AllSelection, EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';

function open(text: string, caret = text.length): EditorState {
  const state = EditorState.create({
    doc: documentOf(text),
    schema: documentSchema,
    plugins: [history(), liveText()],
  });
  const placed = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 1 + caret)));
  return placed.apply(placeAtCaret(placed));
}
const insert = (state: EditorState, text: string, seam: Seam | null = null) =>
  state.apply(insertUtterance(state, { text, language: 'en', seam }));
const type = (state: EditorState, text: string, place: number) =>
  state.apply(state.tr.insertText(text, 1 + place));

test('utterances come one after the other, with the caret', () => {
  const state = insert(insert(open('Hello'), 'World.'), 'How are you?');
  expect(textOf(state.doc)).toBe('Hello world. How are you?');
  expect(state.selection.from).toBe(1 + textOf(state.doc).length);
});

test('the place of dictation moves with what is typed before it, and stays before what follows it', () => {
  let state = insert(open('one three', 3), 'Two.');
  expect(textOf(state.doc)).toBe('one two three');
  state = type(state, 'zero ', 0);
  state = insert(state, 'And a half.');
  expect(textOf(state.doc)).toBe('zero one two and a half three');
});

test('a caret that is elsewhere stays there', () => {
  let state = insert(open('one', 3), 'Two.');
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 1)));
  state = insert(state, 'Three.');
  expect(state.selection.from).toBe(1);
  expect(textOf(state.doc)).toBe('one two. Three.');
});

test('an utterance is one step to undo', () => {
  let state = insert(insert(open(''), 'One.'), 'Two.');
  undo(state, (transaction) => (state = state.apply(transaction)));
  expect(textOf(state.doc)).toBe('One.');
});

test('what is shown while it is said is not in the document', () => {
  const state = open('Hello');
  const words = { committed: 'my', tentative: 'friend', seemsOver: true };
  const shown = state.apply(showLiveText(state, words));
  expect(textOf(shown.doc)).toBe('Hello');
  expect(shownLiveText(shown)).toEqual({ ...words, committed: ' my', tentative: ' friend', place: 6 });
});

test.each([
  ['One.', { was: '.', now: ',' }, 'two', 'One, two'],
  ['One.', { was: '.', now: '' }, 'Paris', 'One Paris'],
  ['One', { was: '', now: '.' }, 'two', 'One. Two'],
  ['at the moment', { was: '', now: '.' }, 'You are', 'At the moment. You are'],
  ['One.', { was: '.', now: '.' }, 'Two', 'One. Two'],
  ['One.', { was: '.', now: ',' }, '', 'One,'],
])('after "%s" the seam %j and "%s" make "%s"', (before, seam, text, expected) => {
  const state = insert(insert(open(''), before), text, seam);
  expect(textOf(state.doc)).toBe(expected);
});

test('a seam leaves alone what a person has written there', () => {
  const written = type(insert(open(''), 'One.'), ' My own', 4);
  expect(textOf(insert(written, 'two', { was: '.', now: ',' }).doc)).toBe('One. My own two');
});

test('a seam is set before the space that parts the text from what is behind', () => {
  const state = insert(open('one three', 4), 'At last,');
  expect(textOf(insert(state, 'You', { was: ',', now: '.' }).doc)).toBe('one at last. You three');
});

test('a seam without a sign before it sets none behind what a person has written', () => {
  const written = type(insert(open(''), 'One'), ' my own', 3);
  expect(textOf(insert(written, 'Two', { was: '', now: '.' }).doc)).toBe('One my own two');
  expect(textOf(insert(open('Mine'), 'Two', { was: '', now: '.' }).doc)).toBe('Mine two');
});

test('the last utterance can have another text, which is one step to undo', () => {
  let state = insert(insert(open(''), 'One.'), 'Deux.');
  state = type(state, 'Zero. ', 0);
  const replacing = replaceUtterance(state, 'Two.', 'en');
  if (!replacing) throw new Error('nothing to replace');
  state = state.apply(replacing);
  expect(textOf(state.doc)).toBe('Zero. One. Two.');
  undo(state, (transaction) => (state = state.apply(transaction)));
  expect(textOf(state.doc)).toBe('Zero. One. Deux.');
});

test('an utterance that was deleted has no other text', () => {
  const state = insert(open(''), 'One.');
  const deleted = state.apply(state.tr.delete(1, 1 + 'One.'.length));
  expect(replaceUtterance(deleted, 'Two.', 'en')).toBeNull();
});

const select = (state: EditorState, from: number, to: number) =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, 1 + from, 1 + to)));
const selected = ({ doc, selection }: EditorState) => doc.textBetween(selection.from, selection.to);

test.each([
  ['before the place', 'one two', 0, 3, 'one'],
  ['up to the place', 'one two', 4, 7, 'two'],
  ['from the end to the beginning, up to the place', 'one two', 7, 4, 'two'],
])('words that a person has selected %s stay selected', (_where, text, from, to, wanted) => {
  let state = select(open(text), from, to);
  state = insert(state, 'Three.');
  expect(textOf(state.doc)).toBe('one two three.');
  expect(selected(state)).toBe(wanted);
});

test('words selected after the place stay selected', () => {
  const state = insert(select(open('one three', 3), 3, 9), 'Two.');
  expect(textOf(state.doc)).toBe('one two three');
  expect(selected(state).trim()).toBe('three');
});

test('after everything was deleted the text continues in one paragraph, without a leading space', () => {
  let state = insert(open(''), 'Gone.');
  state = state.apply(state.tr.setSelection(new AllSelection(state.doc)));
  state = state.apply(state.tr.deleteSelection());
  state = insert(state, 'Here.');
  expect(state.doc.childCount).toBe(1);
  expect(textOf(state.doc)).toBe('Here.');
});
