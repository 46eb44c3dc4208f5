import { withoutDoubledPassages } from '$lib/core/recognition/doubled-passages';
import type { TranscriptSegment } from '$lib/core/transcript/transcript';
import { expect, test } from 'vitest';

type Said = readonly [startSeconds: number, endSeconds: number, text: string];

const segmentsOf = (said: readonly Said[]): readonly TranscriptSegment[] =>
  said.map(([startSeconds, endSeconds, text]) => ({ startSeconds, endSeconds, text, language: 'en' }));

const heldBack = (said: readonly Said[]) =>
  withoutDoubledPassages(segmentsOf(said)).flatMap(({ dropped }, index) => (dropped ? [index] : []));

const [LEAVE, HANG_UP, ONLY, NOBODY] = [
  'Please leave your message after the tone.',
  'When done, hang up or press the pound key.',
  'You are currently the only person in this conference.',
  'Nobody is available to take your call at the moment.',
];

test.each<[string, readonly Said[], readonly number[]]>([
  [
    'three sentences that are written twice and were said once, with the little time of the second turn',
    [
      [0, 2.4, LEAVE],
      [2.8, 5.6, HANG_UP],
      [5.9, 8.8, ONLY],
      [8.9, 9.3, LEAVE],
      [9.3, 9.5, HANG_UP],
      [9.5, 9.7, ONLY],
      [9.7, 11.6, NOBODY],
    ],
    [3, 4, 5],
  ],
  [
    'the first of two turns, where that has less time',
    [
      [0, 0.5, NOBODY],
      [0.5, 3.2, NOBODY],
    ],
    [0],
  ],
  [
    'nothing of what was said twice at its own pace',
    [
      [0, 2.4, LEAVE],
      [2.8, 5.6, HANG_UP],
      [5.9, 8.3, LEAVE],
      [8.7, 11.5, HANG_UP],
    ],
    [],
  ],
  [
    'no short answers in one breath',
    [
      [0, 0.2, 'Yes.'],
      [0.2, 0.4, 'Yes.'],
    ],
    [],
  ],
  [
    'nothing that is said again later',
    [
      [0, 1, LEAVE],
      [1, 2, ONLY],
      [2, 3, LEAVE],
    ],
    [],
  ],
  [
    'one turn of each passage that is written twice',
    [
      [0, 2.7, NOBODY],
      [2.7, 3, NOBODY],
      [3, 5.6, ONLY],
      [5.6, 6, 'you are currently the only person in this conference'],
    ],
    [1, 3],
  ],
])('holds back %s', (_, said, expected) => {
  expect(heldBack(said)).toEqual(expected);
});

test('what is held back is kept, and says why; what was held back before counts for nothing', () => {
  const segments = segmentsOf([
    [0, 2.7, NOBODY],
    [2.7, 2.9, ONLY],
    [2.9, 3.2, NOBODY],
  ]).map((segment, index) => (index === 1 ? { ...segment, dropped: 'silence' as const } : segment));
  const [first, second, third] = withoutDoubledPassages(segments);
  expect([first, second]).toEqual(segments.slice(0, 2));
  expect(third).toEqual({ ...segments[2], dropped: 'repetition' });
});
