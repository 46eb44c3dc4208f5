import { timedText } from '$lib/core/transcript/exporters/timed-text';
import { expect, test } from 'vitest';
import { segment } from '../segment';

test('each segment is a line with its time, to the second before it', () => {
  const segments = [segment(0, 2, ' Bonjour.'), segment(62.9, 64, 'Alors.'), segment(3723, 3724, 'Fin. ')];
  expect(timedText(segments)).toBe('[00:00:00] Bonjour.\n[00:01:02] Alors.\n[01:02:03] Fin.\n');
});

test('hours go on beyond 99', () => {
  expect(timedText([segment(363_600, 363_601, 'Tard.')])).toBe('[101:00:00] Tard.\n');
});

test('a segment is one line whatever is in it, and none where nothing is', () => {
  const segments = [segment(0, 1, 'un \r\n deux'), segment(1, 2, '  '), segment(2, 3, 'trois')];
  expect(timedText(segments)).toBe('[00:00:00] un deux\n[00:00:02] trois\n');
});

test('no segments are no text', () => {
  expect(timedText([])).toBe('');
});
