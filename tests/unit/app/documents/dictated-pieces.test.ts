import { TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { DictationDocument } from '../../../../src/lib/app/documents/dictation-document.svelte';

function open(text = ''): DictationDocument {
  const document = new DictationDocument();
  document.take({ text, caret: null });
  document.placeAtCaret();
  return document;
}

const say = (document: DictationDocument, text: string) => document.insert(text, 'en', null);

function select(document: DictationDocument, from: number, to: number): void {
  document.dispatch(document.state.tr.setSelection(TextSelection.create(document.state.doc, from, to)));
}

function type(document: DictationDocument, text: string): void {
  document.dispatch(document.state.tr.insertText(text));
}

/** A press on Copy. */
function copy(document: DictationDocument, isAllowed = true): string {
  const kind = document.copyKind;
  const { text } = document.takeCopy(kind);
  document.settleCopy(kind, isAllowed);
  return text;
}

test('a copy takes what was dictated since the last one, and the same again while nothing is new', () => {
  const document = open('A letter of last week.');
  expect([document.copyKind, copy(document)]).toEqual(['all', 'A letter of last week.']);
  say(document, 'One.');
  say(document, 'Two.');
  expect([document.copyKind, copy(document)]).toEqual(['new', 'One. Two.']);
  expect([document.copyKind, copy(document)]).toEqual(['again', 'One. Two.']);
  say(document, 'Three.');
  expect(copy(document)).toBe('Three.');
  expect(document.text).toBe('A letter of last week. One. Two. Three.');
});

test('what is selected goes before it, and only what was selected counts as copied', () => {
  const document = open();
  say(document, 'One.');
  type(document, ' ');
  say(document, 'Two.');
  select(document, 1, 4);
  expect([document.copyKind, copy(document)]).toEqual(['selection', 'One']);
  select(document, 1, 1);
  expect(copy(document)).toBe('One. Two.');
  say(document, 'Three.');
  select(document, 1, document.state.doc.content.size - 1);
  copy(document);
  select(document, 1, 1);
  expect(document.copyKind).toBe('again');
});

test('a clipboard that refuses has copied nothing, whatever was said meanwhile', () => {
  const document = open();
  say(document, 'One.');
  const { text } = document.takeCopy('new');
  say(document, 'Two.');
  document.settleCopy('new', false);
  expect([text, copy(document)]).toEqual(['One.', 'One. Two.']);
});

test('what is said while the clipboard is written is still to be copied', () => {
  const document = open();
  say(document, 'One.');
  document.takeCopy('new');
  say(document, 'Two.');
  document.settleCopy('new', true);
  expect([document.copyKind, copy(document)]).toEqual(['new', 'Two.']);
});

test('corrections in it and typed behind it go with it; text before it and elsewhere does not', () => {
  const document = open('Typed.');
  say(document, 'Dictatd');
  document.dispatch(document.state.tr.insertText('e', 14));
  type(document, '!');
  document.dispatch(document.state.tr.insertText('Dear Anna. ', 1));
  expect(document.text).toBe('Dear Anna. Typed. Dictated!');
  expect(copy(document)).toBe('Dictated!');
});

test('a paragraph begun between two utterances is kept', () => {
  const document = open();
  say(document, 'One.');
  document.dispatch(document.state.tr.split(document.state.selection.head));
  document.placeAtCaret();
  say(document, 'Two.');
  expect(copy(document)).toBe('One.\nTwo.');
});

test('pieces that lie apart come on lines of their own, in the order of the text', () => {
  const document = open('First second');
  say(document, 'End.');
  select(document, 6, 6);
  document.placeAtCaret();
  say(document, 'middle');
  expect(document.text).toBe('First middle second end.');
  expect(copy(document)).toBe('middle\nend.');
});

test('what is said into the middle of a piece is copied with it, once', () => {
  const document = open();
  say(document, 'One three.');
  select(document, 4, 4);
  document.placeAtCaret();
  say(document, 'two');
  expect(copy(document)).toBe('One two three.');
});

test('what is dictated and deleted again is not copied', () => {
  const document = open('Old.');
  say(document, 'New.');
  document.dispatch(document.state.tr.delete(5, 10));
  expect(document.copyKind).toBe('all');
});

test('an utterance that goes on with the one before is one piece with it', () => {
  const document = open();
  say(document, 'I came.');
  document.insert('because of it.', 'en', { was: '.', now: ',' });
  expect(copy(document)).toBe(document.text);
});

test('after a copy such a one is copied without what joins it', () => {
  const document = open();
  say(document, 'I came.');
  copy(document);
  document.insert('because of it.', 'en', { was: '.', now: ',' });
  expect(copy(document)).toBe('because of it.');
});

test('an utterance that is read again in another language is to be copied again', () => {
  const document = open();
  say(document, 'One.');
  copy(document);
  document.replaceLast('Un.', 'fr');
  expect([document.copyKind, copy(document)]).toEqual(['new', 'Un.']);
});

test('a copy of everything leaves nothing new, and the next one is of everything', () => {
  const document = open('Old.');
  say(document, 'New.');
  expect(document.takeCopy('all').text).toBe('Old. New.');
  document.settleCopy('all', true);
  expect(document.copyKind).toBe('all');
});
