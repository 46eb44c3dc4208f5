import { expect, test } from 'vitest';
import { TextFinder } from '../../../../../src/lib/app/recordings/text/text-finder.svelte';

const segment = (text: string) => ({ startSeconds: 0, endSeconds: 1, text, language: 'fr' });
const SEGMENTS = [segment('Été, été.'), segment('rien'), segment('L’été')];

test('find goes from match to match, round and round', () => {
  const finder = new TextFinder(() => SEGMENTS);
  finder.lookFor('ete');
  expect(finder.matches).toHaveLength(3);
  expect([finder.current, finder.segmentIndex]).toEqual([0, 0]);
  finder.step(-1);
  expect([finder.current, finder.segmentIndex]).toEqual([2, 2]);
  finder.step(1);
  expect(finder.current).toBe(0);
});

test('find marks each match in its segment, and the one the person is at', () => {
  const finder = new TextFinder(() => SEGMENTS);
  finder.lookFor('été');
  finder.step(1);
  expect(finder.marks.get(0)).toEqual([
    { start: 0, end: 3, isCurrent: false },
    { start: 5, end: 8, isCurrent: true },
  ]);
  expect(finder.marks.get(2)).toEqual([{ start: 2, end: 5, isCurrent: false }]);
});

test('find has no current match where nothing is found', () => {
  const finder = new TextFinder(() => SEGMENTS);
  finder.lookFor('hiver');
  finder.step(1);
  expect([finder.current, finder.segmentIndex, finder.marks.size]).toEqual([-1, null, 0]);
  finder.lookFor('  ');
  expect(finder.matches).toEqual([]);
});
