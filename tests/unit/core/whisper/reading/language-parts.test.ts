import { partsByLanguage } from '$lib/core/whisper/reading/language-parts';
import { describe, expect, test } from 'vitest';
import { SpokenEngine, spokenWindow } from '../../../support/spoken-engine';

const MIXED = spokenWindow(12, [
  { language: 'fr', startSeconds: 1, endSeconds: 3 },
  { language: 'fr', startSeconds: 4, endSeconds: 6 },
  { language: 'en', startSeconds: 7, endSeconds: 9 },
]);
const FRENCH = spokenWindow(8, [
  { language: 'fr', startSeconds: 1, endSeconds: 3 },
  { language: 'fr', startSeconds: 4, endSeconds: 6 },
]);
const both = { languages: ['fr', 'en'], previousLanguage: null, context: 'speech' } as const;

test('a window of two languages is cut where they change', async () => {
  const { parts } = await partsByLanguage(new SpokenEngine(), MIXED, both);
  expect(parts.map(({ language }) => language)).toEqual(['fr', 'en']);
  expect(parts.map(({ sound }) => sound.window.speech.length)).toEqual([2, 1]);
  expect(parts[1]?.sound.window.startSample).toBe((100 + 6.75) * 16_000);
});

test('a window of one language stays whole', async () => {
  const { parts } = await partsByLanguage(new SpokenEngine(), FRENCH, both);
  expect(parts.map(({ language }) => language)).toEqual(['fr']);
  expect(parts[0]?.sound.window).toBe(FRENCH);
});

test('only passages that do not sound like their window are heard alone, in a short context', async () => {
  const [french, mixed] = [new SpokenEngine(), new SpokenEngine()];
  await partsByLanguage(french, FRENCH, both);
  await partsByLanguage(mixed, MIXED, both);
  expect(french.contexts).toEqual([12]); // 8 s and 4 s of silence behind
  expect(mixed.contexts).toEqual([16, 3.5]); // 2 s of English, twice 0.25 s around it, 1 s behind
});

test('a phrase that goes over into another language is cut where it does', async () => {
  const window = spokenWindow(12, [
    { language: 'fr', startSeconds: 1, endSeconds: 5 },
    { language: 'en', startSeconds: 5, endSeconds: 10 },
  ]);
  const phrase = { startSample: 16_000, endSample: 160_000 };
  const { parts } = await partsByLanguage(
    new SpokenEngine(),
    { ...window, speech: [phrase], phrases: [phrase] },
    both,
  );
  expect(parts.map(({ language }) => language)).toEqual(['fr', 'en']);
  const [, second] = parts;
  expect((second?.sound.window.startSample ?? 0) / 16_000 - 100).toBeCloseTo(5, 0);
  expect(second?.sound.window.phrases).toHaveLength(1);
});

test('a language that is given is not judged, so nothing is encoded for it', async () => {
  const engine = new SpokenEngine();
  const { parts } = await partsByLanguage(engine, MIXED, { ...both, languages: ['en'] });
  expect(parts.map(({ language }) => language)).toEqual(['en']);
  expect(parts[0]?.sound.window).toBe(MIXED);
  expect(engine.contexts).toEqual([]);
});

describe('another language than those to choose from', () => {
  /** Knows German too, of which nothing is spoken here. */
  function trilingual(): SpokenEngine {
    const engine = new SpokenEngine();
    const languages = new Map([...engine.rules.special.languages, ['de', 2] as const]);
    return Object.assign(engine, {
      rules: { ...engine.rules, special: { ...engine.rules.special, languages } },
    });
  }

  test('is said of a window that clearly is in it as a whole, at the price of nothing', async () => {
    const [other, known] = [trilingual(), trilingual()];
    const { parts, otherLanguage } = await partsByLanguage(other, FRENCH, {
      ...both,
      languages: ['de', 'en'],
    });
    expect(otherLanguage).toBe('fr');
    expect(parts.map(({ language }) => language)).not.toContain('fr');
    expect((await partsByLanguage(known, FRENCH, both)).otherLanguage).toBeNull();
    // The passages are heard alone because neither language of the set is clear.
    expect(other.contexts[0]).toBe(known.contexts[0]);
  });

  test('is not looked for where the language is given', async () => {
    const { otherLanguage } = await partsByLanguage(trilingual(), FRENCH, { ...both, languages: ['en'] });
    expect(otherLanguage).toBeNull();
  });
});
