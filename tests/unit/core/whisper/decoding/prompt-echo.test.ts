import { isPromptEcho } from '$lib/core/whisper/decoding/prompt-echo';
import { describe, expect, test } from 'vitest';

const words = ['Digium', 'Giancarlo Fisichella', 'mer Jaune', '++', 'C#', 'd’Avrigny'];
const text = ' Il est parti hier soir. Nous prendrons le train de sept heures.';
const preceding = { words, text };

describe('an echo of the prompt', () => {
  test.each([
    ['the whole list', ' Digium, Giancarlo Fisichella, mer Jaune, ++, C#, d’Avrigny.'],
    ['the list in another case and without signs', 'digium giancarlo fisichella MER JAUNE'],
    [
      'three that follow each other, in the middle of other text',
      ' Merci. Giancarlo Fisichella, mer Jaune, C# et voilà.',
    ],
    ['the end of the list', ' mer Jaune, C#, d’Avrigny'],
    ['two that follow each other, and nothing else', ' Digium, Giancarlo Fisichella.'],
    ['the list said twice', ' Digium, Giancarlo Fisichella. Digium, Giancarlo Fisichella, mer Jaune.'],
    ['the last sentence before', ' Nous prendrons le train de sept heures.'],
    ['the last words before', ' train de sept heures'],
  ])('is %s', (_, decoded) => {
    expect(isPromptEcho(decoded, preceding)).toBe(true);
  });
});

describe('text that was said', () => {
  test.each([
    ['one word of the list alone', ' Digium.'],
    ['one word of the list, twice', ' Digium, Digium.'],
    ['one of several words alone', ' Giancarlo Fisichella'],
    ['words of the list apart from each other', ' Chez Digium, Giancarlo Fisichella a vu la mer Jaune.'],
    ['words of the list in another order', ' mer Jaune, Digium, d’Avrigny, Giancarlo Fisichella'],
    ['two that follow each other in a sentence', ' Digium, Giancarlo Fisichella sont venus.'],
    ['part of a name of the list', ' Giancarlo mer'],
    ['a short answer given twice', ' Sept heures.'],
    ['the beginning of the text before', ' Il est parti hier soir.'],
    ['the text before with something new behind it', ' Nous prendrons le train de sept heures. Bien.'],
    ['something else', ' Il fait beau.'],
    ['nothing', ''],
  ])('is no echo: %s', (_, decoded) => {
    expect(isPromptEcho(decoded, preceding)).toBe(false);
  });

  test('nothing is an echo of nothing', () => {
    expect(isPromptEcho(' Il fait beau aujourd’hui.', { words: [], text: '' })).toBe(false);
    expect(isPromptEcho('', { words: [], text: '' })).toBe(false);
  });
});
