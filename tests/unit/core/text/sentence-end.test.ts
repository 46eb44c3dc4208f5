import { endsSentence } from '$lib/core/text/sentence-end';
import { expect, test } from 'vitest';

test.each([
  ['Il vient.', true],
  ['Quoi ? »', true],
  ['So do I.', true],
  ['終わりました。', true],
  ['هل تسمع؟', true],
  ['यह अंत है।', true],
  ['នេះ​ជា​ចុង​បញ្ចប់។', true],
  ['M.', false],
  ['Call J.', false],
  ['Il y en a.', true],
  ['and then,', false],
  ['', false],
])('%j ends a sentence: %s', (text, expected) => {
  expect(endsSentence(text)).toBe(expected);
});
