import { withLanguageChoice } from '$lib/library/language-value';
import { expect, test } from 'vitest';

test.each([
  ['de', { kind: 'given', language: 'de' }],
  ['automatic', { kind: 'automatic', languages: ['fr', 'en'] }],
  [null, null],
])('a recording whose language an older version kept as %j has it as a choice', (languageValue, language) => {
  expect(withLanguageChoice({ id: 'a', languageValue })).toEqual({ id: 'a', language });
});
