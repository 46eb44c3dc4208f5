import type { AlignedWord } from '$lib/core/alignment/word-times';
import { judgedSegments, segmentWords } from '$lib/core/recognition/window-segments';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

const word = (text: string, startSeconds: number, endSeconds: number): AlignedWord => ({
  text,
  startSeconds,
  endSeconds,
  probability: 1,
  logProbabilities: [0],
});
const texts = (words: readonly AlignedWord[]) =>
  segmentWords(words).map((segment) => segment.map(({ text }) => text).join(''));

describe('segments of a window', () => {
  test.each([
    [
      'end where a sentence ends',
      [word(' Yes.', 0, 1), word(' Go', 1, 2), word(' on?”', 2, 3)],
      [' Yes.', ' Go on?”'],
    ],
    ['end at a longer pause', [word(' go', 0, 2), word(' on', 3, 4)], [' go', ' on']],
    ['do not end where one breathes', [word(' go', 0, 2), word(' on', 2.9, 4)], [' go on']],
    ['do not end at an initial', [word(' J.', 0, 1), word(' Bach', 1, 2)], [' J. Bach']],
    [
      'do not end at an abbreviation',
      [
        word(' Mr.', 0, 1),
        word(' Quilter', 1, 2),
        word(' met', 2, 3),
        word(' Dr.', 3, 4),
        word(' Li.', 4, 5),
      ],
      [' Mr. Quilter met Dr. Li.'],
    ],
    [
      'end at an abbreviation that ends the sentence',
      [word(' the', 0, 1), word(' U.S.', 1, 2), word(' Then', 2, 3), word(' he', 3, 4)],
      [' the U.S.', ' Then he'],
    ],
    [
      'end at an abbreviation where one pauses',
      [word(' the', 0, 1), word(' U.S.', 1, 2), word(' Mary', 2.5, 3)],
      [' the U.S.', ' Mary'],
    ],
    ['do not end behind the number of what comes', [word(' 3.', 0, 1), word(' The', 1, 2)], [' 3. The']],
    [
      'end at a shorter pause where no signs are written',
      [word('完', 0, 1), word('工', 1, 2), word('但', 2.6, 3), word('直', 3.3, 4)],
      ['完工', '但直'],
    ],
    ['end at full stops of other scripts', [word('はい。', 0, 1), word('今', 1, 2)], ['はい。', '今']],
    ['of no words are none', [], []],
  ])('%s', (_, words, expected) => {
    expect(texts(words)).toEqual(expected);
  });
});

test('a known phrase is judged whole, though a pause parts it', () => {
  const samples = new Float32Array(10 * 16_000);
  const all = { startSample: 0, endSample: samples.length };
  // Loud enough, and to the detector as like speech as not.
  const window = {
    startSample: 0,
    samples: samples.map((_, i) => Math.sin(i)),
    voice: new Uint8Array(313).fill(100),
    speech: [all],
    phrases: [all],
  };
  const said = [
    { ...word(' Thank', 1, 1.4), probability: 0.4, logProbabilities: [-1] },
    { ...word(' you.', 6, 6.4), probability: 0.4, logProbabilities: [-1] },
  ];
  expect(judgedSegments(window, said, 'en', 0.5).map(({ dropped }) => dropped)).toEqual([
    'known-phrase',
    'known-phrase',
  ]);
});

describe('abbreviations', () => {
  const path = '../shared/cases/abbreviations.tsv';
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(1).filter(Boolean) : [];
  if (lines.length === 0) console.warn(`SKIPPED: ${path} is not beside this checkout`);

  test.skipIf(lines.length === 0)('of people who tried the app part no sentence', () => {
    for (const line of lines) {
      const [text = '', segments = ''] = line.split('\t');
      const words = [...text.matchAll(/ \S+/gu)].map(([each], index) => word(each, index, index + 1));
      expect([text, texts(words).length]).toEqual([text, Number(segments)]);
    }
  });
});

test('segments have all words once, in order, and never part what is closer than the shortest pause at a title', () => {
  const random = seededRandom(7);
  const some = [
    ' Mr.',
    ' Then',
    ' the',
    ' U.S.',
    ' 3.',
    ' Go!',
    ' été',
    ' No.',
    ' J.',
    ' end.',
    ' Dr.”',
    '。',
  ];
  for (let round = 0; round < 500; round++) {
    let seconds = 0;
    const words = Array.from({ length: 12 }, () => {
      seconds += random() < 0.2 ? 1.5 * random() : 0;
      return word(some[Math.floor(random() * some.length)] ?? '', seconds, ++seconds);
    });
    const segments = segmentWords(words);
    expect(segments.flat()).toEqual(words);
    for (const [index, segment] of segments.slice(1).entries()) {
      const last = segments[index]?.at(-1);
      const pauseSeconds = (segment[0]?.startSeconds ?? 0) - (last?.endSeconds ?? 0);
      if (/^ (?:Mr|Dr|the|Then|été)/.test(last?.text ?? '')) expect(pauseSeconds).toBeGreaterThanOrEqual(1);
    }
  }
});
