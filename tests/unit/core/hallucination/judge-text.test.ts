import { judgeText } from '$lib/core/hallucination/judge-text';
import type { TextEvidence } from '$lib/core/hallucination/text-evidence';
import { describe, expect, test } from 'vitest';

/** An ordinary sentence, clearly said. */
const SAID: TextEvidence = {
  voice: 0.98,
  relativeLevelDb: 2,
  contrastDb: 25,
  meanLogProbability: -0.4,
  noSpeechProbability: 0.05,
  lettersPerSecond: 14,
  repeatedShare: 0,
  phrase: null,
};
/** What Whisper base writes over most noises: nothing that it is sure of. */
const OVER_NOISE: TextEvidence = {
  ...SAID,
  voice: 0.02,
  relativeLevelDb: -8,
  contrastDb: 15,
  meanLogProbability: -1.6,
  noSpeechProbability: 0.6,
};
const OVER_SILENCE: TextEvidence = { ...OVER_NOISE, voice: 0.005, relativeLevelDb: -45, contrastDb: 1 };

describe('let through', () => {
  test.each<{ what: string; evidence: Partial<TextEvidence> }>([
    { what: 'an ordinary sentence', evidence: {} },
    { what: 'words that the model was unsure of', evidence: { meanLogProbability: -1.4 } },
    { what: '"thank you", clearly said', evidence: { phrase: 'courtesy', meanLogProbability: -0.3 } },
    { what: '"thank you", half covered by noise', evidence: { phrase: 'courtesy', voice: 0.5 } },
    { what: '"thanks for watching", clearly said', evidence: { phrase: 'closing' } },
    {
      what: 'a credit, read aloud and well understood',
      evidence: { phrase: 'credit', meanLogProbability: -0.2 },
    },
    { what: '"music", said as a command', evidence: { phrase: 'sound', lettersPerSecond: 8 } },
    {
      what: '"oui", a moment of voice',
      evidence: { voice: 0.35, meanLogProbability: -0.9, lettersPerSecond: 6 },
    },
    { what: 'a word that was hardly heard at all', evidence: { voice: 0.24, meanLogProbability: -1.01 } },
    { what: 'whispering', evidence: { voice: 0.06, relativeLevelDb: -12, contrastDb: 12 } },
    {
      what: 'whispering, not well understood',
      evidence: { voice: 0.1, meanLogProbability: -1.1, relativeLevelDb: -12 },
    },
    { what: 'somebody far from the microphone', evidence: { voice: 0.5, relativeLevelDb: -32 } },
    {
      what: 'speech in loud steady noise',
      evidence: { voice: 0.8, contrastDb: 3, meanLogProbability: -0.9 },
    },
    { what: '"non, non, non"', evidence: { repeatedShare: 0.33 } },
    { what: 'a chorus of ten turns', evidence: { repeatedShare: 0.8, lettersPerSecond: 12 } },
    { what: 'a word whose times are too short', evidence: { lettersPerSecond: 200 } },
    { what: 'a window that the model took for silence', evidence: { noSpeechProbability: 0.95 } },
  ])('$what', ({ evidence }) => expect(judgeText({ ...SAID, ...evidence })).toBeNull());
});

describe('held back over sound that is no speech', () => {
  test.each<{ what: string; evidence: Partial<TextEvidence>; reason: string }>([
    { what: 'a sentence', evidence: {}, reason: 'improbable' },
    { what: 'a sentence over something like a voice', evidence: { voice: 0.16 }, reason: 'improbable' },
    { what: '"thank you"', evidence: { phrase: 'courtesy' }, reason: 'known-phrase' },
    {
      what: '"thank you" that the model was sure of',
      evidence: { phrase: 'courtesy', meanLogProbability: -0.3, noSpeechProbability: 0.2 },
      reason: 'known-phrase',
    },
    { what: '"music"', evidence: { phrase: 'sound', meanLogProbability: -0.2 }, reason: 'known-phrase' },
    {
      what: '"thanks for watching"',
      evidence: { phrase: 'closing', meanLogProbability: -0.2 },
      reason: 'known-phrase',
    },
    { what: 'a credit', evidence: { phrase: 'credit', meanLogProbability: -0.1 }, reason: 'known-phrase' },
    {
      what: 'a loop that the model was sure of',
      evidence: { repeatedShare: 0.9, meanLogProbability: -0.05 },
      reason: 'repetition',
    },
  ])('$what', ({ evidence, reason }) => expect(judgeText({ ...OVER_NOISE, ...evidence })).toBe(reason));
});

describe('held back as silence', () => {
  test.each<{ what: string; evidence: Partial<TextEvidence> }>([
    { what: 'a sentence', evidence: {} },
    {
      what: 'a sentence that the model was sure of',
      evidence: { meanLogProbability: -0.1, noSpeechProbability: 0 },
    },
    { what: 'a sentence over steady noise', evidence: { relativeLevelDb: 0, contrastDb: 1 } },
    { what: '"thank you"', evidence: { phrase: 'courtesy', meanLogProbability: -0.2 } },
  ])('$what', ({ evidence }) => expect(judgeText({ ...OVER_SILENCE, ...evidence })).toBe('silence'));
});

describe('held back beside speech', () => {
  test('a credit over half of a voice', () => {
    expect(judgeText({ ...SAID, voice: 0.6, phrase: 'credit' })).toBe('known-phrase');
  });
  test('a loop with more words than anybody can say', () => {
    expect(judgeText({ ...SAID, voice: 0.4, repeatedShare: 0.9, lettersPerSecond: 60 })).toBe('repetition');
  });
  test('a sentence with more words than anybody can say', () => {
    expect(judgeText({ ...SAID, voice: 0.2, lettersPerSecond: 100, meanLogProbability: -0.9 })).toBe(
      'improbable',
    );
  });
});

test.each(['courtesy', 'closing', 'sound', 'credit', null] as const)(
  'more voice, energy and probability never speak against a text (%s)',
  (phrase) => {
    const isHeldBack = (evidence: Partial<TextEvidence>) =>
      judgeText({ ...OVER_NOISE, phrase, ...evidence }) !== null;
    for (const [key, from, to] of [
      ['voice', 0, 1],
      ['relativeLevelDb', -60, 10],
      ['contrastDb', 0, 40],
      ['meanLogProbability', -3, 0],
    ] as const) {
      const verdicts = Array.from({ length: 101 }, (_, i) =>
        isHeldBack({ [key]: from + ((to - from) * i) / 100 }),
      );
      const firstLetThrough = verdicts.indexOf(false);
      if (firstLetThrough >= 0) expect(verdicts.slice(firstLetThrough)).not.toContain(true);
    }
    expect(isHeldBack({ voice: 0 })).toBe(true);
    expect(isHeldBack({ voice: 1, meanLogProbability: -0.4, noSpeechProbability: 0 })).toBe(false);
  },
);
