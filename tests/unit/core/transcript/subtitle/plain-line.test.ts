import { plainLine } from '$lib/core/transcript/subtitle/plain-line';
import { expect, test } from 'vitest';

test.each([
  ['line breaks of every kind become spaces', 'a\r\n\r\nb\u2028c\u0085d', 'a b c d'],
  ['control characters are left out', 'a\0b\u001B[0mc\u009F', 'ab[0mc'],
  ['half a surrogate pair becomes the sign for what cannot be read', 'a\uD83Db', 'a\uFFFDb'],
  ['a whole one stays', '👍', '👍'],
  ['spaces that hold words together stay', 'mot\u00A0? mot\u202F!', 'mot\u00A0? mot\u202F!'],
  ['nothing stands around', ' \n\u00A0a ', 'a'],
  ['what is not seen is nothing', '\u200B\u200D \u0301', ''],
])('%s', (_name, text, line) => {
  expect(plainLine(text)).toBe(line);
});
