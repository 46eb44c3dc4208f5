import { joinedText } from '$lib/core/text/joining';
import { expect, test } from 'vitest';

test.each([
  ['at the beginning', 'bonjour.', '', '', 'Bonjour.'],
  ['behind a sentence', 'Comment ça va ?', 'Bonjour.', '', ' Comment ça va ?'],
  ['behind a space', 'Comment ?', 'Bonjour. ', '', 'Comment ?'],
  ['in the middle of a sentence', 'Quatre personnes.', 'Nous étions', '', ' quatre personnes.'],
  ['behind a title', 'Dupont arrive.', 'Voici Mme.', '', ' Dupont arrive.'],
  ['behind a comma', 'And then?', 'I came,', '', ' and then?'],
  ['"I" keeps its capital', "I'm here.", 'because', '', " I'm here."],
  ['so does what is in capitals', 'NATO said so.', 'as', '', ' NATO said so.'],
  ['behind an opening bracket', 'See below.', 'the rest (', '', 'see below.'],
  ['behind an apostrophe', 'Amie.', 'l’', '', 'amie.'],
  ['before a word that goes on', 'Very old.', 'a', ' man', ' very old'],
  ['before a sentence', 'Very old.', 'He is', ' The end', ' very old.'],
  ['before a word without a space', 'Really', 'it is', 'good', ' really '],
  ['before a sign', 'Old', 'he is', ', they say', ' old'],
  ['nothing', '', 'a', 'b', ''],
])('%s', (_, text, before, behind, expected) => {
  expect(joinedText(text, { before, behind }, 'fr')).toBe(expected);
});

test('German nouns keep their capitals', () => {
  expect(joinedText('Haus und Hof', { before: 'das', behind: '' }, 'de')).toBe(' Haus und Hof');
});
