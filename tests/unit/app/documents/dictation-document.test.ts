import { undo } from 'prosemirror-history';
import { TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { DictationDocument } from '../../../../src/lib/app/documents/dictation-document.svelte';
import { offsetOf, positionOf } from '../../../../src/lib/app/documents/document-schema';
import { documentOf } from '../../../../src/lib/app/documents/document-schema';

function open(text = '', caret: number | null = null): DictationDocument {
  const document = new DictationDocument();
  document.take({ text, caret });
  return document;
}

function type(document: DictationDocument, text: string): void {
  document.dispatch(document.state.tr.insertText(text));
}

const undoOnce = (document: DictationDocument) =>
  undo(document.state, (transaction) => document.dispatch(transaction));

test('text comes in while no page shows it', () => {
  const document = open();
  document.placeAtCaret();
  document.insert('One.', 'en', null);
  document.insert('Two.', 'en', null);
  expect(document.text).toBe('One. Two.');
});

test('dictation continues at the end of what was kept, or where the caret was', () => {
  const atEnd = open('Old text.');
  atEnd.placeAtCaret();
  atEnd.insert('New.', 'en', null);
  expect(atEnd.text).toBe('Old text. New.');
  const within = open('One three', 3);
  within.placeAtCaret();
  within.insert('Two.', 'en', null);
  expect(within.text).toBe('One two three');
});

test('one undo takes an utterance and not what was typed after it', () => {
  const document = open();
  document.placeAtCaret();
  document.insert('One.', 'en', null);
  type(document, ' typed');
  undoOnce(document);
  expect(document.text).toBe('One.');
  undoOnce(document);
  expect(document.text).toBe('');
});

test('what another window writes keeps what was written here in the history', () => {
  const document = open('one');
  type(document, ' two');
  document.take({ text: 'zero one two', caret: null });
  expect(document.text).toBe('zero one two');
  undoOnce(document);
  expect(document.text).toBe('zero one');
});

test('the caret stays where it is when another window writes before it', () => {
  const document = open('one two', 7);
  document.take({ text: 'zero one two', caret: 0 });
  expect(document.caret).toBe(12);
});

test('each change that is made here is told, what is taken from elsewhere is not', () => {
  const document = open('one');
  let changes = 0;
  document.onChange = () => void changes++;
  document.take({ text: 'one two', caret: null });
  document.show({ committed: 'said', tentative: '', seemsOver: false });
  expect(changes).toBe(0);
  type(document, '!');
  document.dispatch(document.state.tr.setSelection(TextSelection.atStart(document.state.doc)));
  expect(changes).toBe(2);
});

test('every place in a text is found again, in empty paragraphs too', () => {
  const text = '\nones\n\n\ntwo';
  const document = documentOf(text);
  for (let offset = 0; offset <= text.length; offset++)
    expect(offsetOf(document, positionOf(document, offset))).toBe(offset);
});
