import type { DropReason, TranscriptSegment } from '$lib/core/transcript/transcript';
import { transcriptRows } from '$lib/core/transcript/transcript-rows';
import { expect, test } from 'vitest';
import { segment } from './segment';

const held = (text: string, dropped: DropReason) => ({ ...segment(0, 1, text), dropped });
const window = (...segments: TranscriptSegment[]) => ({
  startSeconds: 0,
  endSeconds: 10,
  segments,
  language: 'fr',
});
/** Each row as its texts, with its index in the window and in the text. */
const rows = (...windows: ReturnType<typeof window>[]) =>
  transcriptRows(windows).map((each) =>
    each.map((row) =>
      row.kind === 'text'
        ? [row.segmentIndex, row.textIndex, row.segment.text]
        : [row.segmentIndex, row.reason, ...row.segments.map(({ text }) => text)],
    ),
  );

test('segments are counted through all windows, without those that are held back', () => {
  const first = window(segment(0, 1, 'Un.'), held('Merci.', 'silence'), segment(1, 2, 'Deux.'));
  expect(rows(first, window(segment(2, 3, 'Trois.')))).toEqual([
    [
      [0, 0, 'Un.'],
      [1, 'silence', 'Merci.'],
      [2, 1, 'Deux.'],
    ],
    [[0, 2, 'Trois.']],
  ]);
});

test('what is held back for the same reason in one place is one row', () => {
  const first = window(held('a', 'repetition'), held('b', 'repetition'), held('c', 'improbable'));
  expect(rows(first, window(held('d', 'improbable')))).toEqual([
    [
      [0, 'repetition', 'a', 'b'],
      [2, 'improbable', 'c'],
    ],
    [[0, 'improbable', 'd']],
  ]);
});

test('what a person has emptied has no row, is not counted, and parts what is held back around it', () => {
  const emptied = { ...segment(1, 2, ''), originalText: 'Deux.' };
  const first = window(segment(0, 1, 'Un.'), emptied, segment(2, 3, 'Trois.'));
  const second = window(held('a', 'repetition'), emptied, held('b', 'repetition'));
  expect(rows(first, second)).toEqual([
    [
      [0, 0, 'Un.'],
      [2, 1, 'Trois.'],
    ],
    [
      [0, 'repetition', 'a'],
      [2, 'repetition', 'b'],
    ],
  ]);
});
