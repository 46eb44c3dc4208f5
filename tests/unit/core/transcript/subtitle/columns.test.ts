import { columnsOf } from '$lib/core/transcript/subtitle/columns';
import { expect, test } from 'vitest';

test.each([
  ['letters', 'Bonjour', 7],
  ['accents, composed or not', 'e\u0301te\u0301 été', 7],
  ['full-width characters, two each', '今日は。', 8],
  ['Hangul', '안녕', 4],
  ['Thai, whose marks stand upon letters', 'ที่นี่', 2],
  ['an emoji', '🎵', 2],
  ['nothing', '', 0],
])('%s are as wide as they are read: %s', (_name, text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});
