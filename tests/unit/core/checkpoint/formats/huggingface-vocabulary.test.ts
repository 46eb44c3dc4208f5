import { expect, test } from 'vitest';
import { readTokenizerJson } from '$lib/core/checkpoint/formats/huggingface-vocabulary';

function tokenizer(vocab: Record<string, unknown>, endOfTextId?: number): string {
  const added_tokens = endOfTextId === undefined ? [] : [{ id: endOfTextId, content: '<|endoftext|>' }];
  return JSON.stringify({ added_tokens, model: { vocab } });
}

test('characters of the byte alphabet become bytes', () => {
  const tokens = readTokenizerJson(tokenizer({ Ġhello: 0, åľº: 1, Ċ: 2, '': 3, ÿ: 4, Ń: 5 }, 6));
  expect(tokens.map((token) => [...token])).toEqual([
    [...new TextEncoder().encode(' hello')],
    [...new TextEncoder().encode('场')],
    [10],
    [],
    [255],
    [173],
  ]);
});

test('ids from end-of-text on are no text tokens', () => {
  expect(readTokenizerJson(tokenizer({ a: 0, b: 1, '<|endoftext|>': 2, '<|en|>': 3 }))).toHaveLength(2);
});

test.each([
  ['is not JSON', '{'],
  ['has no vocabulary', '{"model":{}}'],
  ['has no end-of-text', tokenizer({ a: 0 })],
  ['has a gap', tokenizer({ a: 0, b: 2 }, 3)],
  ['has an id twice', tokenizer({ a: 0, b: 0 }, 2)],
  ['has an id that is no number', tokenizer({ a: '0' }, 1)],
  ['has characters of no byte', tokenizer({ 场: 0 }, 1)],
])('a tokenizer that %s is corrupt', (_, text) => {
  expect(() => readTokenizerJson(text)).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
});
