import { unreadStretches } from '$lib/core/recognition/unread/unread-stretches';
import { describe, expect, test } from 'vitest';
import { secondsOf, windowOf, word } from './spoken-words';

const found = (...given: Parameters<typeof unreadStretches>) =>
  unreadStretches(...given).map(({ parts, firstWord, endWord }) => ({
    parts: parts.map(secondsOf),
    words: [firstWord, endWord],
  }));

describe('speech that a text passes over', () => {
  test('is not there where words lie in every phrase', () => {
    expect(
      found(windowOf([0, 3], [5, 8.5]), [
        word(' a', 0.5, 1.5),
        word(' b.', 1.5, 2.5),
        word(' c', 5, 6),
        word(' d', 6, 7),
        word(' e', 7, 8),
      ]),
    ).toEqual([]);
  });

  test('is a phrase that no word covers', () => {
    expect(found(windowOf([0, 1.4], [5, 9]), [word(' one.', 0, 1)])).toEqual([
      { parts: [[5, 9]], words: [1, 1] },
    ]);
  });

  test('is no breath between phrases of a region that was read', () => {
    const breath = windowOf([0, 3], [3.4, 3.8], [4.2, 8]);
    const oneRegion = { ...breath, speech: [{ startSample: 0, endSample: 8 * 16_000 }] };
    expect(
      found(oneRegion, [
        word(' one', 0, 1.2),
        word(' two.', 1.2, 2.4),
        word(' three', 4.2, 5.5),
        word(' four', 5.5, 6.8),
        word(' five', 6.8, 8),
      ]),
    ).toEqual([]);
  });

  test('is the end of a phrase behind its last word', () => {
    const words = [word(' Press', 0, 1), word(' the', 1, 2), word(' key.', 2, 2.6)];
    expect(found(windowOf([0, 8]), words)).toEqual([{ parts: [[2.6, 8]], words: [3, 3] }]);
  });

  test('of phrases close together is read as one, across a longer pause by itself', () => {
    expect(found(windowOf([0, 2], [2.5, 4], [6, 8]), [])).toMatchObject([
      {
        parts: [[0, 4]],
      },
      { parts: [[6, 8]] },
    ]);
  });
});

describe('a word that lasts as long as a sentence', () => {
  test('at the end of a sentence is kept, and what is behind it is read', () => {
    const words = [word(' Press', 0, 0.5), word(' it.', 0.5, 6), word(' Next.', 6, 6.8)];
    expect(found(windowOf([0, 7]), words)).toEqual([{ parts: [[0.82, 6]], words: [2, 2] }]);
  });

  test('at the end of a sentence across a pause is read by itself, and the sentence by itself', () => {
    const words = [word(' Press', 0, 0.5), word(' number', 0.5, 1), word(' ten.', 3, 7)];
    expect(found(windowOf([0, 1], [3, 7]), words)).toEqual([
      {
        parts: [
          [0, 1],
          [3, 7],
        ],
        words: [0, 3],
      },
    ]);
  });

  test('at the beginning of a sentence gives way to the speech under it, and the sentence is read once more', () => {
    const words = [word(' One.', 0, 1), word(' We', 2, 5), word(' are', 6, 6.3), word(' sure.', 6.3, 7)];
    expect(found(windowOf([0, 1], [2, 5], [5.9, 7]), words)).toEqual([
      {
        parts: [
          [2, 5],
          [5.9, 7],
        ],
        words: [1, 4],
      },
    ]);
  });

  test('at the beginning of a sentence without a pause is cut where it was said last', () => {
    const words = [word(' But,', 0, 6.38), word(' though', 6.38, 7), word(' it.', 7, 7.5)];
    expect(found(windowOf([0, 7.5]), words)).toEqual([
      {
        parts: [
          [0, 6],
          [6, 7.5],
        ],
        words: [0, 3],
      },
    ]);
  });

  test('at the beginning of a sentence has the phrases that nobody read with it, up to the next word', () => {
    const words = [word(' For', 0, 3), word(' you', 8, 8.5), word(' now.', 8.5, 9)];
    expect(found(windowOf([0, 3], [3.3, 4.8], [5.1, 6.5], [7.9, 9]), words)).toEqual([
      {
        parts: [
          [0, 6.5],
          [7.9, 9],
        ],
        words: [0, 3],
      },
    ]);
  });

  test('that is a sentence by itself is cut so only where another fits before it', () => {
    expect(found(windowOf([0, 9]), [word(' Next.', 0, 9)])).toMatchObject([
      {
        parts: [
          [0, 8.56],
          [8.56, 9],
        ],
      },
    ]);
    expect(found(windowOf([0, 2]), [word(' Next.', 0, 2)])).toMatchObject([{ parts: [[0, 2]] }]);
  });

  test('behind phrases that nobody read is cut as well', () => {
    const words = [word(' Print', 4, 7.5), word(' it', 7.5, 8), word(' now.', 8, 8.5)];
    expect(found(windowOf([0, 1.5], [1.8, 3.7], [4, 8.5]), words)).toMatchObject([
      {
        parts: [
          [0, 7],
          [7, 8.5],
        ],
        words: [0, 3],
      },
    ]);
  });

  test('within a sentence gives way with all of it', () => {
    const words = [word(' We', 0, 0.3), word(' are', 0.3, 4), word(' sure.', 4, 4.6)];
    expect(found(windowOf([0, 4.6]), words)).toEqual([{ parts: [[0, 4.6]], words: [0, 3] }]);
  });

  test('is no number of as many digits as can be said in the time', () => {
    expect(found(windowOf([0, 4]), [word(' 1998,', 0, 3), word(' then.', 3, 4)])).toEqual([]);
    expect(found(windowOf([0, 4]), [word(' until', 0, 1), word(' 10.', 1, 4)])).toHaveLength(1);
  });
});

describe('words that stand alone across a pause from their sentence', () => {
  test('at its beginning are read by themselves, and the rest by itself', () => {
    const words = [word(" What's", 2, 2.3), word(' the', 5, 5.2), word(' date?', 5.2, 5.8)];
    expect(found(windowOf([2, 2.3], [5, 5.8]), words)).toEqual([
      {
        parts: [
          [2, 2.3],
          [5, 5.8],
        ],
        words: [0, 3],
      },
    ]);
  });

  test('at its end are too, without what other sentences cover in their phrase', () => {
    const words = [
      word(' How', 0, 0.3),
      word(' is', 0.3, 0.6),
      word(' it', 0.6, 1),
      word(' there?', 3, 3.6),
      word(' Fine.', 3.7, 4.2),
    ];
    expect(found(windowOf([0, 1], [2.9, 4.2]), words)).toEqual([
      {
        parts: [
          [0, 1],
          [2.9, 3.7],
        ],
        words: [0, 4],
      },
    ]);
  });

  test('are left where there are three and more on each side', () => {
    const words = [0, 0.3, 0.6, 3, 3.3, 3.6].map((start) => word(' so', start, start + 0.2));
    const said = words.map((each, index) => ({ ...each, text: ` ${'abcdef'.charAt(index)}` }));
    expect(found(windowOf([0, 1], [3, 4]), said)).toEqual([]);
  });
});

describe('words said three times in a row', () => {
  const fives = [0.1, 0.4, 2, 2.4, 2.5, 2.6].map((start) => word(' 5', start, start + 0.1));

  test('are read phrase by phrase', () => {
    expect(found(windowOf([0, 1], [2, 3]), fives)).toEqual([
      {
        parts: [
          [0, 1],
          [2, 3],
        ],
        words: [0, 6],
      },
    ]);
  });

  test('are left as they are within one phrase, and said twice', () => {
    expect(found(windowOf([0, 0.6]), fives.slice(0, 2))).toEqual([]);
    expect(found(windowOf([0, 1], [1.5, 2.5]), [word(' no', 0, 1), word(' no', 1.5, 2.5)])).toEqual([]);
  });
});
