import { promptAfterStart, specialTokens } from '$lib/core/whisper/vocabulary/special-tokens';
import { describe, expect, test } from 'vitest';
import { dimensionsWith } from '../../../../../testing/models/dimensions';

describe('special tokens', () => {
  test('of multilingual checkpoints lie where openai/whisper has them', () => {
    const special = specialTokens(dimensionsWith({ vocabularySize: 51865 }), 50257);
    expect(special).toMatchObject({
      endOfText: 50257,
      startOfTranscript: 50258,
      translate: 50358,
      transcribe: 50359,
      startOfLanguageModel: 50360,
      startOfPrevious: 50361,
      noSpeech: 50362,
      noTimestamps: 50363,
      firstTimestamp: 50364,
    });
    expect(special.languages.get('fr')).toBe(50265);
    expect(special.languages.get('su')).toBe(50357);
    expect(special.languages.has('yue')).toBe(false);
  });

  test('of large-v3 are one further, because Cantonese came in', () => {
    const special = specialTokens(dimensionsWith({ vocabularySize: 51866 }), 50257);
    expect(special.languages.get('yue')).toBe(50358);
    expect(special.firstTimestamp).toBe(50365);
  });

  test('of English-only checkpoints begin one earlier and have no languages', () => {
    const special = specialTokens(dimensionsWith({ vocabularySize: 51864 }), 50256);
    expect(special).toMatchObject({ endOfText: 50256, startOfTranscript: 50257, firstTimestamp: 50363 });
    expect(special.languages.size).toBe(0);
  });

  test.each([
    [80, 99, 50364],
    [128, 100, 50365],
  ])(
    'of a fine-tune with tokens of its own and %d mels lie where its kind has them',
    (melBands, languages, firstTimestamp) => {
      const special = specialTokens(dimensionsWith({ vocabularySize: 52_000, melBands }), 50257);
      expect([special.languages.size, special.firstTimestamp]).toEqual([languages, firstTimestamp]);
      expect(special.endOfTimestamps).toBe(firstTimestamp + 1501);
    },
  );

  test('without room in the vocabulary are refused', () => {
    expect(() => specialTokens(dimensionsWith({ vocabularySize: 51000 }), 50257)).toThrow(RangeError);
  });
});

describe('the prompt', () => {
  const multilingual = specialTokens(dimensionsWith({ vocabularySize: 51865 }), 50257);
  const english = specialTokens(dimensionsWith({ vocabularySize: 51864 }), 50256);

  test.each([
    ['French with times', multilingual, 'fr', true, [50265, 50359]],
    ['French without times', multilingual, 'fr', false, [50265, 50359, 50363]],
    ['an English-only model with times', english, null, true, []],
    ['an English-only model without times', english, null, false, [50362]],
  ] as const)('for %s', (_, special, language, timestamps, expected) => {
    expect(promptAfterStart(special, language, timestamps)).toEqual(expected);
  });
});
