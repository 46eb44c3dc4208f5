import { expect, test } from 'vitest';
import type { RecogniserCapabilities } from '../../../../src/lib/core/recognition/recogniser';
import type { EngineReason } from '../../../../src/lib/protocol/loading';
import { FIXED_TEXT_CAPABILITIES } from '../../../../testing/fixed-text-recogniser';
import { ENGINE } from '../fake-clients';
import type { KeyValueStore } from '../../../../src/lib/app/browser/own-store';
import { Settings } from '../../../../src/lib/app/settings/settings.svelte';

function memoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

test('the interface takes the first of the browser’s languages that it has', () => {
  expect(new Settings(memoryStore(), ['de-DE', 'fr-CA', 'en']).uiLanguage).toBe('fr');
});

test('the interface is English for those who read neither', () => {
  expect(new Settings(memoryStore(), ['de']).uiLanguage).toBe('en');
});

test('a chosen interface language outlasts the page', () => {
  const store = memoryStore();
  new Settings(store, ['en']).setUiLanguage('fr');
  expect(new Settings(store, ['en']).uiLanguage).toBe('fr');
});

test('a kept value that is no language of the interface is passed over', () => {
  const store = memoryStore();
  store.setItem('interface-language', 'tlh');
  expect(new Settings(store, ['fr']).uiLanguage).toBe('fr');
});

test('a chosen spoken language outlasts the page', () => {
  const store = memoryStore();
  new Settings(store, []).setSpokenLanguage({ kind: 'given', language: 'de' });
  expect(new Settings(store, []).spokenLanguage).toEqual({ kind: 'given', language: 'de' });
});

test('a set of languages outlasts the page, also while one language is chosen', () => {
  const store = memoryStore();
  const set = ['de', 'it', 'fr'];
  new Settings(store, []).setSpokenLanguage({ kind: 'automatic', languages: set });
  expect(new Settings(store, []).spokenLanguage).toEqual({ kind: 'automatic', languages: set });
  new Settings(store, []).setSpokenLanguage({ kind: 'given', language: 'fr' });
  expect(new Settings(store, []).languageSet).toEqual(set);
});

test('a kept set of languages that is no set gives the first set', () => {
  const store = memoryStore();
  store.setItem('spoken-language', 'de');
  store.setItem('language-set', 'de');
  expect(new Settings(store, []).languageSet).toEqual(['fr', 'en']);
});

test('words to recognise outlast the page as they were typed', () => {
  const store = memoryStore();
  new Settings(store, []).setVocabularyText('Digium, \nAsterisk\n');
  const settings = new Settings(store, []);
  expect(settings.vocabularyText).toBe('Digium, \nAsterisk\n');
  expect(settings.vocabulary).toEqual(['Digium', 'Asterisk']);
});

test('there are no words to recognise until some are given', () => {
  expect(new Settings(memoryStore(), []).vocabulary).toEqual([]);
});

test('however long a kept list is, no more words are used than there is room for', () => {
  const store = memoryStore();
  store.setItem('vocabulary', Array.from({ length: 10_000 }, (_, i) => `nom ${i}`).join('\n'));
  expect(new Settings(store, []).vocabulary.join(', ').length).toBeLessThanOrEqual(500);
});

test('without a store choices last as long as the page', () => {
  const settings = new Settings(null, ['en']);
  settings.setUiLanguage('fr');
  expect(settings.uiLanguage).toBe('fr');
});

const { capabilities } = ENGINE;
const whyOf = (settings: Settings, why: EngineReason) => settings.engineNotices({ why, capabilities }).why;

test('a trouble of the engine is told until it is understood, once for each', () => {
  const store = memoryStore();
  const settings = new Settings(store, []);
  expect(whyOf(settings, 'wrong-result')).toBe('wrong-result');
  expect(whyOf(settings, 'faster')).toBeNull();
  settings.setTold('wrong-result');
  expect(whyOf(settings, 'wrong-result')).toBeNull();
  expect(whyOf(new Settings(store, []), 'wrong-result')).toBeNull();
  expect(whyOf(new Settings(store, []), 'gpu-lost')).toBe('gpu-lost');
});

test('what the model cannot do is told, with the chosen languages that it does not write', () => {
  const settings = new Settings(memoryStore(), []);
  const missing = (own: RecogniserCapabilities) =>
    settings.engineNotices({ why: 'faster', capabilities: own }).missing;
  expect(missing(capabilities)).toEqual({ kinds: [], languages: [] });
  expect(missing(FIXED_TEXT_CAPABILITIES)).toEqual({
    kinds: ['partials', 'wordTimes', 'vocabulary'],
    languages: ['fr'],
  });
});
