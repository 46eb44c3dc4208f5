import { byAccuracy, missingLanguage, weightCount, sharedFigures } from '$lib/core/models/accuracy-order';
import { describe, expect, test } from 'vitest';
import { PUBLISHED } from '../../../../testing/models/dimensions';
import { errorsOf, factsOf, figure, type SampleId } from './sample-models';

const model = (id: SampleId, wordErrors = errorsOf(id)) => ({ facts: factsOf(id), wordErrors });
const order = (models: Parameters<typeof byAccuracy>[0], ...languages: string[]) =>
  byAccuracy(models, languages).map(({ facts }) => facts.id);

describe('which model errs least', () => {
  test('the one with the lowest figure goes first, whatever its size', () => {
    const french = model('base', figure('fr', 5).flat());
    expect(order([model('tiny'), french, model('medium'), model('small')], 'fr')).toEqual([
      'base',
      'medium',
      'small',
      'tiny',
    ]);
  });

  test('a figure of other recordings is not compared', () => {
    const turbo = model('turbo', figure('fr', 1, 'other recordings'));
    const small = model('small');
    // It counts as the medium model, which is the next smaller one with a figure, and is larger.
    expect(order([small, model('medium'), turbo, model('base')], 'fr')).toEqual([
      'turbo',
      'medium',
      'small',
      'base',
    ]);
    expect(
      order([model('tiny', figure('fr', 40)), model('base', figure('fr', 1, 'other')), small], 'fr'),
    ).toEqual(['small', 'base', 'tiny']);
  });

  test('without any figure the larger one goes first', () => {
    const bare = (id: SampleId) => model(id, []);
    expect(order([bare('base'), bare('turbo'), bare('tiny'), bare('small')], 'de')).toEqual([
      'turbo',
      'small',
      'base',
      'tiny',
    ]);
  });

  test('two languages count alike, although all err more in one of them', () => {
    const better = model('base', [...figure('en', 2), ...figure('fr', 31)]);
    const worse = model('small', [...figure('en', 4), ...figure('fr', 30)]);
    expect(order([worse, better], 'en', 'fr')).toEqual(['base', 'small']);
  });

  test('a figure of zero is the lowest', () => {
    expect(order([model('medium'), model('base', figure('en', 0))], 'en')).toEqual(['base', 'medium']);
  });

  test('the order does not depend on how they are listed', () => {
    const all = [model('tiny'), model('base'), model('small'), model('medium'), model('turbo', [])];
    const expected = order(all, 'fr', 'en');
    for (let from = 1; from < all.length; from++)
      expect(order([...all.slice(from), ...all.slice(0, from)], 'fr', 'en')).toEqual(expected);
  });
});

describe('which languages a model writes', () => {
  test.each([
    ['base', ['fr', 'en'], null],
    ['tiny.en', ['en'], null],
    ['tiny.en', ['en', 'fr'], 'fr'],
    ['tiny.en', [], ''],
    ['base', [], null],
  ] as const)('%s, asked for %j, lacks %j', (id, languages, missing) => {
    expect(missingLanguage(factsOf(id), languages)).toBe(missing);
  });

  test('a vocabulary without languages writes English alone, whatever is said of it', () => {
    expect(missingLanguage(factsOf('tiny.en', { languages: null }), ['fr'])).toBe('fr');
    expect(missingLanguage(factsOf('tiny.en', { languages: ['fr'] }), ['fr'])).toBe('fr');
  });

  test('one for French writes nothing else', () => {
    const french = factsOf('turbo', { languages: ['fr'] });
    expect(missingLanguage(french, ['fr'])).toBeNull();
    expect(missingLanguage(french, ['fr', 'en'])).toBe('en');
    expect(missingLanguage(french, [])).toBe('');
  });
});

test('nearly all weights are counted, of which OpenAI publishes 39, 74, 244 and 769 millions', () => {
  const millions = (id: SampleId) => Math.round(weightCount({ dimensions: PUBLISHED[id] }) / 1e6);
  expect([millions('tiny'), millions('base'), millions('small'), millions('medium')]).toEqual([
    37, 72, 240, 761,
  ]);
});

test('two models are compared by figures of the same recordings in the same language', () => {
  const present = [...figure('fr', 30, 'a'), ...figure('fr', 20, 'b'), ...figure('en', 5, 'c')];
  expect(sharedFigures(present, figure('fr', 15, 'b'), 'fr')).toEqual({
    set: 'b',
    source: 'tests',
    presentPercent: 20,
    otherPercent: 15,
  });
  expect(sharedFigures(present, figure('fr', 15, 'c'), 'fr')).toBeNull();
  expect(sharedFigures(present, figure('en', 3, 'c'), 'fr')).toBeNull();
  expect(sharedFigures([], figure('fr', 15, 'b'), 'fr')).toBeNull();
});
