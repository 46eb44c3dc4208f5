import { decoderPrompt, precedingTokens } from '$lib/core/whisper/decoding/prompt';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { describe, expect, test } from 'vitest';

/** One token per byte, so that tokens are counted in letters. */
const vocabulary = new Vocabulary(Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte)));
const preceding = (words: readonly string[], text: string, maxTokens = 100, language = 'de') =>
  vocabulary.decode(precedingTokens(vocabulary, { words, text }, language, maxTokens));

describe('what precedes a window', () => {
  test('is the list of words, and the text before behind it', () => {
    expect(preceding(['Digium', 'mer Jaune'], 'Bonjour à tous.')).toBe(' Digium, mer Jaune. Bonjour à tous.');
  });

  test('has the words in a sentence of its language', () => {
    expect(preceding(['Digium', 'mer Jaune'], '', 100, 'fr')).toBe(' On parle de Digium, mer Jaune.');
    expect(preceding(['Digium', 'mer Jaune'], '', 100, 'en')).toBe(' This is about Digium, mer Jaune.');
  });

  test('may be only one of them', () => {
    expect(preceding(['Digium'], '')).toBe(' Digium.');
    expect(preceding([], ' Bonjour.')).toBe(' Bonjour.');
  });

  test('is nothing where nothing precedes', () => {
    expect(precedingTokens(vocabulary, { words: [], text: '  ' }, 'fr', 100)).toEqual([]);
  });

  test('loses the beginning of the text first, at a word', () => {
    expect(preceding(['Digium'], 'Bonjour à tous mes amis.', 30)).toBe(' Digium. à tous mes amis.');
    expect(preceding(['Digium'], 'Bonjour à tous mes amis.', 23)).toBe(' Digium. tous mes amis.');
    expect(preceding(['Digium'], 'Bonjour à tous mes amis.', 22)).toBe(' Digium. mes amis.');
  });

  test('loses the last words where not even the list fits', () => {
    expect(preceding(['Digium', 'Asterisk', 'Mashhad'], 'Bonjour.', 20)).toBe(' Digium, Asterisk.');
    expect(preceding(['Digium'], 'Bonjour.', 4)).toBe('');
  });
});

describe('the prompt of a decoder', () => {
  const special = {
    endOfText: 256,
    startOfTranscript: 257,
    languages: new Map([['fr', 258]]),
    translate: 259,
    transcribe: 260,
    startOfLanguageModel: 261,
    startOfPrevious: 262,
    noSpeech: 263,
    noTimestamps: 264,
    firstTimestamp: 265,
    endOfTimestamps: 1766,
  };

  test('has what precedes in front of the start', () => {
    expect(decoderPrompt(special, [7, 8], 'fr', true)).toEqual([262, 7, 8, 257, 258, 260]);
    expect(decoderPrompt(special, [7], 'fr', false)).toEqual([262, 7, 257, 258, 260, 264]);
  });

  test('begins with the start where nothing precedes', () => {
    expect(decoderPrompt(special, [], 'fr', true)).toEqual([257, 258, 260]);
  });
});
