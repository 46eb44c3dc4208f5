import { expect, test } from 'vitest';
import { transcriptText } from '../../../src/lib/app/transcript-text';

const segment = (startSeconds: number, endSeconds: number, text: string, language = 'fr') => ({
  startSeconds,
  endSeconds,
  text,
  language,
});

test('segments flow on as one paragraph', () => {
  expect(transcriptText([segment(0, 2, ' Bonjour à'), segment(2.5, 4, ' tous.')])).toBe('Bonjour à tous.');
});

test('a pause of two seconds begins a paragraph', () => {
  expect(transcriptText([segment(0, 2, 'Bonjour.'), segment(4, 6, 'Alors.')])).toBe('Bonjour.\n\nAlors.');
});

test('languages without spaces are joined without any', () => {
  expect(transcriptText([segment(0, 2, '今日は', 'ja'), segment(2, 4, '晴れ', 'ja')])).toBe('今日は晴れ');
});

test('no segments are no text', () => {
  expect(transcriptText([])).toBe('');
});
