import { splitPieces } from '$lib/core/transcript/subtitle/text-pieces';
import { describe, expect, test } from 'vitest';

const textsOf = (line: string, language = 'fr') => splitPieces(line, language).map(({ text }) => text);
const strengthsOf = (line: string, language = 'fr') =>
  splitPieces(line, language).map(({ breakStrength }) => breakStrength);

describe('a line may be broken', () => {
  test.each([
    ['at spaces', 'un mot', ['un', 'mot']],
    ['but not before signs that stand off', 'un mot ?! oui', ['un', 'mot ?!', 'oui']],
    ['but not inside of quotes that stand off', '« un » « deux », dit-il', ['« un »', '« deux »,', 'dit-il']],
    [
      'but not at spaces that hold together',
      '3\u00A0000\u202F€ de plus',
      ['3\u00A0000\u202F€', 'de', 'plus'],
    ],
    ['but not before a unit', '20 % de 5 € à 3 °C', ['20 %', 'de', '5 €', 'à', '3 °C']],
    ['but not behind a title or an initial', 'M. Dupont et J. Martin', ['M. Dupont', 'et', 'J. Martin']],
    ['but not behind what leans on the next word', 'le 3. Mai, cf. art. 5', ['le', '3. Mai,', 'cf. art. 5']],
    ['but not behind the dash of what is said', '– Oui. – Non.', ['– Oui.', '– Non.']],
    ['behind a dash that goes on', 'un – deux', ['un –', 'deux']],
    ['not at hyphens and apostrophes', 'aujourd’hui peut-être', ['aujourd’hui', 'peut-être']],
    ['before a price with its sign in front', 'costs $5', ['costs', '$5']],
  ])('%s: %s', (_name, line, pieces) => {
    expect(textsOf(line)).toEqual(pieces);
  });

  test('between words of a language without spaces, not before its signs and endings', () => {
    expect(textsOf('今日は東京で、「会議」があります。', 'ja')).toEqual([
      '今日は',
      '東京で、',
      '「会議」',
      'があります。',
    ]);
  });

  test('inside of a word that no line holds, between characters', () => {
    expect(textsOf(`${'e\u0301'.repeat(43)} !`)).toEqual(['e\u0301'.repeat(22), `${'e\u0301'.repeat(21)} !`]);
  });

  test('in Chinese words although the language is said to be English', () => {
    const line = '我们今天来讨论一下人工智能的发展历史，从五十年代开始，到现在已经七十多年了。';
    const pieces = textsOf(line, 'en');
    expect(pieces.join('')).toBe(line);
    expect(pieces).toEqual(expect.arrayContaining(['今天', '历史，', '开始，']));
  });

  test('in an address that no line holds, behind its strokes', () => {
    const line = 'https://example.com/very/long/path/that/never/ends/index.html';
    expect(textsOf(line).slice(0, 3)).toEqual(['https://', 'example.com/', 'very/']);
  });

  test('at spaces that hold together if no line holds all', () => {
    expect(textsOf('mot\u00A0'.repeat(11).trim())).toEqual(Array(11).fill('mot'));
  });
});

describe('a break is the better', () => {
  test('the more ends before it', () => {
    expect(strengthsOf('Oui. Mais alors, pourquoi le dire')).toEqual([
      'sentence',
      'word',
      'clause',
      'word',
      'small-word',
      'sentence',
    ]);
  });

  test.each([
    ['a question that goes on in lower case', 'Quoi ? dit-il', 'clause'],
    ['a closing quote behind the end', '« Oui ! » Il', 'sentence'],
    ['an abbreviation that goes on', 'U.S. economy', 'word'],
    ['an abbreviation that ends a sentence', 'U.S. Then', 'sentence'],
    ['a bracket that opens', 'Paris (France', 'clause'],
    ['three dots and a capital', 'Je… Non', 'sentence'],
    ['a Hindi sentence', 'हाँ। ठीक', 'sentence'],
    ['an Arabic comma', 'نعم، شكرا', 'clause'],
  ])('%s', (_name, line, strength) => {
    expect(strengthsOf(line)[0]).toBe(strength);
  });

  test('a space in Thai is as good as a comma', () => {
    expect(strengthsOf('วันนี้ เรา', 'th').slice(-2)).toEqual(['clause', 'sentence']);
  });
});

test('a place between Han characters is worse than one behind a particle', () => {
  expect(strengthsOf('批判では内部関係者', 'ja')).toEqual(['word', 'small-word', 'small-word', 'sentence']);
  expect(textsOf('他说的项目完工了', 'zh')).toEqual(['他', '说的', '项目', '完工了']);
});
