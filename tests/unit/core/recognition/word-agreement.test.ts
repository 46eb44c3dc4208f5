import { revisedWords, WordAgreement } from '$lib/core/recognition/word-agreement';
import { expect, test } from 'vitest';

/** What is committed and what is tentative after each text. */
function follow(...texts: readonly string[]): readonly string[] {
  const agreement = new WordAgreement();
  return texts.map((text, index) => {
    const { committed, tentative } = agreement.add(text, 1000 * index);
    return `${committed.join(' ')}|${tentative.join(' ')}`;
  });
}

test('words that three texts agree on are committed, but for the last two of each', () => {
  expect(
    follow('je vous écris', 'je vous écris au', 'je vous écris au sujet', 'je vous écris au sujet de'),
  ).toEqual(['|je vous écris', '|je vous écris au', 'je|vous écris au sujet', 'je vous|écris au sujet de']);
});

test('two texts are enough where the model is sure of both', () => {
  const agreement = new WordAgreement();
  agreement.add('je vous écris', 1000, true);
  expect(agreement.add('je vous écris au', 2000, true).committed).toEqual(['je']);
  expect(agreement.add('je vous écris au sujet', 3000, false).committed).toEqual(['je']);
  expect(agreement.add('je vous écris au sujet', 4000, true).committed).toEqual(['je', 'vous']);
});

test('texts that have heard nearly the same sound agree on nothing', () => {
  const agreement = new WordAgreement();
  const texts = ['je vous écris', 'je vous écris au', 'je vous écris au sujet', 'je vous écris au sujet de'];
  const committed = texts.map((text, index) => agreement.add(text, 300 * index, true).committed.join(' '));
  expect(committed).toEqual(['', '', 'je', 'je']);
  expect(agreement.agreed.tentative.join(' ')).toBe('vous écris au sujet de');
});

test('a text that may be replaced at once is shown behind the committed words, and agrees with none', () => {
  const agreement = new WordAgreement();
  agreement.add('je vous écris', 5000, true);
  agreement.add('je vous écris au', 6000, true);
  const shown = agreement.behindCommitted('je vous écrie au sujet');
  expect(shown).toEqual({ committed: ['je'], tentative: ['vous', 'écrie', 'au', 'sujet'] });
  expect(agreement.agreed).toEqual({ committed: ['je'], tentative: ['vous', 'écris', 'au'] });
});

test('case and signs may change, and the committed word is written as it is now', () => {
  expect(follow('bonjour, je suis', 'bonjour je suis', 'Bonjour je suis là').at(-1)).toBe(
    'Bonjour|je suis là',
  );
});

test('what is committed stays whatever comes', () => {
  expect(follow('one two three', 'one two three', 'one two three four', 'won two').at(-1)).toBe('one|two');
});

test.each([
  [['One', 'two'], 'one two three', 0],
  [['One', 'two'], 'one too three', 1],
  [['One', 'two'], '', 2],
])('of %j committed, "%s" has revised %i', (committed, text, expected) => {
  expect(revisedWords(committed, text)).toBe(expected);
});
