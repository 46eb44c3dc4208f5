import { expect, test } from 'vitest';
import { readVocabularyList, readVocabularyText } from '$lib/core/checkpoint/formats/ctranslate2-vocabulary';

const LIST = ['Ġhello', 'åľº', 'Ċ', '', '<|endoftext|>', '<|en|>', '<|0.00|>'];
const BYTES = [[...new TextEncoder().encode(' hello')], [...new TextEncoder().encode('场')], [10], []];

test('what is before the end of text becomes bytes, from a list and from lines', () => {
  expect(readVocabularyList(JSON.stringify(LIST)).map((token) => [...token])).toEqual(BYTES);
  expect(readVocabularyText(LIST.join('\n')).map((token) => [...token])).toEqual(BYTES);
  expect(readVocabularyText(`${LIST.join('\r\n')}\r\n`).map((token) => [...token])).toEqual(BYTES);
});

test.each([
  ['is not JSON', '['],
  ['is no list', '{"a": 0}'],
  ['has a number in it', '["a", 1, "<|endoftext|>"]'],
  ['has no end of text', '["a", "b"]'],
  ['has nothing but the end of text', '["<|endoftext|>"]'],
  ['has characters of no byte', '["场", "<|endoftext|>"]'],
])('a vocabulary.json that %s is corrupt', (_, text) => {
  expect(() => readVocabularyList(text)).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
});

test.each([
  ['is empty', ''],
  ['has no end of text', 'a\nb'],
  ['has characters of no byte', 'a b\n<|endoftext|>'],
])('a vocabulary.txt that %s is corrupt', (_, text) => {
  expect(() => readVocabularyText(text)).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
});
