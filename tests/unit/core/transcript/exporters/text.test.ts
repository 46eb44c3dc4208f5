import { transcriptText } from '$lib/core/transcript/exporters/text';
import { expect, test } from 'vitest';
import { segment } from '../segment';

test('segments flow on as one paragraph', () => {
  expect(transcriptText([segment(0, 2, ' Bonjour à'), segment(2.5, 4, ' tous.')])).toBe('Bonjour à tous.');
});

test('a pause of two seconds begins a paragraph', () => {
  expect(transcriptText([segment(0, 2, 'Bonjour.'), segment(4, 6, 'Alors.')])).toBe('Bonjour.\n\nAlors.');
});

test('languages without spaces are joined without any', () => {
  expect(transcriptText([segment(0, 2, '今日は', 'ja'), segment(2, 4, '晴れ', 'ja')])).toBe('今日は晴れ');
});

test('a segment without words leaves no trace', () => {
  expect(transcriptText([segment(0, 2, 'Un'), segment(2, 3, ' '), segment(3, 4, 'deux')])).toBe('Un deux');
});

test('no segments are no text', () => {
  expect(transcriptText([])).toBe('');
});
