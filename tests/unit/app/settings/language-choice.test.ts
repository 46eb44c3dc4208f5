import { expect, test } from 'vitest';
import {
  FIRST_CHOICE,
  keptLanguageChoice,
  parseLanguageChoice,
  parseLanguageSet,
} from '../../../../src/lib/app/settings/language-choice';

test.each([
  ['a language', { kind: 'given', language: 'de' }],
  ['a set', { kind: 'automatic', languages: ['fr', 'en', 'it'] }],
] as const)('%s is kept as what it is', (_, choice) => {
  expect(parseLanguageChoice(keptLanguageChoice(choice))).toEqual(choice);
});

test.each([
  ['nothing was chosen', null],
  ['an older version kept "automatic"', 'automatic'],
  ['it is no JSON', '["fr"'],
  ['it is another thing', '{"kind":1}'],
  ['it is a set of one', '["fr"]'],
  ['it has other things in it', '["fr", 3, "<b>"]'],
  ['it is a language that Whisper does not know', 'tlh'],
  ['its languages are not known', '["tlh","zz"]'],
  ['one language is in it twice', '["de","de"]'],
])('French and English are told apart where %s', (_, kept) => {
  expect(parseLanguageChoice(kept)).toEqual(FIRST_CHOICE);
});

test.each([
  ['nothing', null],
  ['empty text', ''],
  ['an empty array', '[]'],
  ['one language', 'de'],
  ['unknown languages', '["tlh","zz"]'],
  ['no array', '{"length":2}'],
  ['no JSON', '["fr","en"'],
])('a kept set of languages that is %s gives French and English', (_, kept) => {
  expect(parseLanguageSet(kept)).toEqual(['fr', 'en']);
});

test('the known languages of a kept set stay without the others', () => {
  expect(parseLanguageSet('["de","tlh","it"]')).toEqual(['de', 'it']);
});

test('a code that an older version kept is that language', () => {
  expect(parseLanguageChoice('de')).toEqual({ kind: 'given', language: 'de' });
});
