import { TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { DocumentCopy } from '../../../../src/lib/app/documents/document-copy';
import { DictationDocument } from '../../../../src/lib/app/documents/dictation-document.svelte';

function open() {
  const document = new DictationDocument();
  document.take({ text: 'Old & dear.', caret: null });
  document.placeAtCaret();
  const clipboard = { copied: [] as string[], isAllowed: true };
  const copying = new DocumentCopy(document, {
    copy: (text, html) => {
      if (clipboard.isAllowed) clipboard.copied.push(text, html ?? '');
      return Promise.resolve(clipboard.isAllowed);
    },
  });
  return { document, clipboard, copying };
}

test('each copy by itself takes what was said since the one before', async () => {
  const { document, clipboard, copying } = open();
  document.insert('One.', 'en', null);
  await copying.copyNew();
  document.insert('Two.', 'en', null);
  await copying.copyNew();
  await copying.copyNew();
  expect(clipboard.copied).toEqual(['One.', '<p>One.</p>', 'Two.', '<p>Two.</p>']);
});

test('by itself it takes no selection; a press does', async () => {
  const { document, clipboard, copying } = open();
  document.insert('One.', 'en', null);
  document.dispatch(document.state.tr.setSelection(TextSelection.create(document.state.doc, 1, 4)));
  await copying.copyNew();
  await copying.copy();
  expect(clipboard.copied.filter((each) => !each.startsWith('<'))).toEqual(['One.', 'Old']);
});

test('what was refused is copied with the next one', async () => {
  const { document, clipboard, copying } = open();
  clipboard.isAllowed = false;
  document.insert('One.', 'en', null);
  await copying.copyNew();
  clipboard.isAllowed = true;
  document.insert('Two.', 'en', null);
  await copying.copyNew();
  expect(clipboard.copied[0]).toBe('One. Two.');
});

test('the whole document is copied for programs that know paragraphs, too', async () => {
  const { clipboard, copying } = open();
  await copying.copyAll();
  expect(clipboard.copied).toEqual(['Old & dear.', '<p>Old &#38; dear.</p>']);
});
