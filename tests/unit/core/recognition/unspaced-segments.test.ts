import type { AlignedWord } from '$lib/core/alignment/word-times';
import { splitUnspaced } from '$lib/core/recognition/unspaced-segments';
import { columnsOf, LINE_COLUMNS } from '$lib/core/transcript/subtitle/columns';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

/** A character each `seconds`, with a pause where there is "|". */
function spoken(text: string, seconds: number, pauseSeconds = 0.3): readonly AlignedWord[] {
  let atSeconds = 0;
  const words: AlignedWord[] = [];
  for (const character of text) {
    if (character === '|') {
      atSeconds += pauseSeconds;
      continue;
    }
    const startSeconds = atSeconds;
    atSeconds += seconds;
    words.push({
      text: character,
      startSeconds,
      endSeconds: atSeconds,
      probability: 1,
      logProbabilities: [0],
    });
  }
  return words;
}
const textsOf = (words: readonly AlignedWord[]) =>
  splitUnspaced(words).map((part) => part.map(({ text }) => text).join(''));

test('long Chinese without signs is parted where the speaker pauses', () => {
  const words = spoken('敲下垂直進空十五米|該項目於二零二一年八月完工|但直到二零二一年三月才開始通車', 0.36);
  expect(textsOf(words)).toEqual([
    '敲下垂直進空十五米',
    '該項目於二零二一年八月完工',
    '但直到二零二一年三月才開始通車',
  ]);
});

test('long Japanese is parted behind its commas', () => {
  const words = spoken(
    '復興努力に対するリベラル派からの批判では、内部関係者と復興契約を交わしたことに焦点を当てています',
    0.22,
  );
  expect(textsOf(words)[0]).toBe('復興努力に対するリベラル派からの批判では、');
});

test('where there are neither signs nor pauses it is parted between words, never inside of one', () => {
  const words = spoken(
    '今天我们来讨论人工智能的发展历史从五十年代开始到现在已经七十多年了很多科学家都做出了贡献',
    0.3,
  );
  const parts = textsOf(words);
  expect(parts.length).toBeGreaterThan(1);
  const starts = new Set(
    [...new Intl.Segmenter('und', { granularity: 'word' }).segment(parts.join(''))].map(({ index }) => index),
  );
  let offset = 0;
  for (const part of parts) {
    expect(starts).toContain(offset);
    offset += part.length;
  }
});

test.each([
  ['a short sentence', spoken('这是一个很短的句子', 0.3)],
  ['a long text with spaces', spoken('a sentence in English that goes on and on without any sign', 0.3)],
  [
    'long Korean, which has spaces',
    spoken('그는 이리저리 피하면서 길 한 옆으로 걸어갔다 그는 이리저리 피하면서', 0.4),
  ],
  ['no word', []],
])('%s stays one', (_, words) => {
  expect(splitUnspaced(words)).toEqual([words]);
});

test('whatever the words are, the parts have all of them in order, and none is longer than a subtitle', () => {
  const random = seededRandom(5);
  const some = [
    '今日',
    'は',
    '、',
    '天気',
    'が',
    'いい',
    'です',
    'ね',
    '我们',
    '的',
    ' 项目',
    '1',
    'AI',
    '|',
    'ๆ',
    'カー',
  ];
  for (let round = 0; round < 200; round++) {
    let atSeconds = 0;
    const words: AlignedWord[] = [];
    const count = Math.floor(80 * random());
    while (words.length < count) {
      const text = some[Math.floor(random() * some.length)] ?? '';
      const startSeconds = atSeconds;
      atSeconds += 0.1 + 0.4 * random();
      if (text !== '|')
        words.push({ text, startSeconds, endSeconds: atSeconds, probability: 1, logProbabilities: [0] });
    }
    const parts = splitUnspaced(words);
    expect(parts.flat()).toEqual(words);
    for (const part of parts.length > 1 ? parts : []) {
      expect(part.length).toBeGreaterThan(0);
      expect(columnsOf(part.map(({ text }) => text).join(''))).toBeLessThanOrEqual(2 * LINE_COLUMNS + 8);
    }
  }
});
