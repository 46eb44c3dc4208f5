import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { describe, expect, test } from 'vitest';

const bytes = (text: string) => new TextEncoder().encode(text);
const [firstHalf, secondHalf] = [bytes('é').slice(0, 1), bytes('é').slice(1)];
const vocabulary = new Vocabulary([bytes(' caf'), firstHalf, secondHalf, bytes('♪'), bytes(' ')]);

describe('text of tokens', () => {
  test('joins characters that tokens split', () => {
    expect(vocabulary.decode([0, 1, 2])).toBe(' café');
  });

  test('has a replacement character for half a character', () => {
    expect(vocabulary.decode([0, 1])).toBe(' caf\uFFFD');
  });

  test('has nothing for special tokens', () => {
    expect(vocabulary.decode([99, 0, 100])).toBe(' caf');
  });
});

test('the longest token in front of a text is found', () => {
  expect(vocabulary.longestPrefix(' ♪')).toBe(4);
  expect(vocabulary.longestPrefix('♪')).toBe(3);
  expect(vocabulary.longestPrefix('x')).toBeUndefined();
});

test('tokens that go on with a word have no space before them, and are no sign and of no language without spaces', () => {
  const texts = [' Et', 'ant', '’', '-vous', ',', '.', ' ', '20', 'é', '日本', '♪'];
  const tokens = new Vocabulary(texts.map(bytes));
  expect(tokens.continuing.map((id) => texts[id])).toEqual(['ant', '’', '-vous', '20', 'é']);
});
