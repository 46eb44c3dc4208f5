import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { createTextEncoder } from '$lib/core/whisper/vocabulary/text-encoder';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { describe, expect, test } from 'vitest';
import { defaultModelFile } from '../../../../../testing/models/default-model';
import { seededRandom } from '../../../../../testing/seeded-random';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';

const { vocabulary: tokens } = await readGgmlCheckpoint(await defaultModelFile());
const whisper = new Vocabulary(tokens);

/** Pieces of what people write, in the scripts and signs that a byte-level encoding could trip over. */
const PIECES = [
  ...['é', 'É', 'œ', 'ça', ' l’été', " aujourd'hui", 'naïve', 'Zürich', 'Ł', 'e\u0301'],
  ...['漢字', 'かな', '한국어', 'русский', 'עברית', 'ไทย', '👩‍👩‍👧', '🇫🇷', '😀', '𝔘'],
  ...[
    '\n',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '\u00A0',
    '\u202F',
    '…',
    '«',
    ' »',
    '—',
    '<|endoftext|>',
    '0',
    '1234',
    "'ll",
  ],
];

describe('the tokens of a text', () => {
  test('say the text again, whatever is written', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 500; round++) {
      const length = 1 + Math.floor(random() * 12);
      const text = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join('');
      expect(whisper.decode(whisper.encode(text))).toBe(text);
    }
  });

  // Greedy tokens of whisper-base (Transformers) for two clips, which the model spells as the tokenizer does.
  test.each([
    [
      ' However, due to the slow communication channels, styles in the West could lag behind by 25 to 30 years.',
      [
        2908, 11, 3462, 281, 264, 2964, 6101, 9235, 11, 13273, 294, 264, 4055, 727, 8953, 2261, 538, 3552,
        281,
      ].concat([2217, 924, 13]),
    ],
    [
      ' produced the block books, which were the immediate predecessors of the true printed book',
      [7126, 264, 3461, 3642, 11, 597, 645, 264, 11629, 24874, 45700, 295, 264, 2074, 13567, 1446],
    ],
  ])('are those of the reference: %s', (text, expected) => {
    expect(whisper.encode(text)).toEqual(expected);
  });

  test('are never special: a special token that is spelt out is text', () => {
    expect(Math.max(...whisper.encode('<|startoftranscript|>'))).toBeLessThan(50257);
  });

  test('are none for no text', () => {
    expect(whisper.encode('')).toEqual([]);
  });
});

test('an empty token in the middle does not move those behind it', () => {
  const bytes = ['a', '', 'b', 'ab'].map((text) => new TextEncoder().encode(text));
  expect(createTextEncoder(bytes)('abba')).toEqual([3, 2, 0]);
});

test('a token that is half a character is merged with the other half', () => {
  const [first, second] = [0xc3, 0xa9];
  expect(
    createTextEncoder([[first], [second], [first, second]].map((each) => Uint8Array.from(each)))('é'),
  ).toEqual([2]);
});

test('what a vocabulary has no token for is left out', () => {
  expect(createTextEncoder(toyCheckpoint().vocabulary)('t 1')).toEqual([]);
  const bytes = ['a', 'b'].map((text) => new TextEncoder().encode(text));
  expect(createTextEncoder(bytes)('a c cb')).toEqual([0, 1]);
});
