import {
  isDue,
  recommendModel,
  type OfferedModel,
  type OfferState,
  type RecommendationSituation,
} from '$lib/core/models/recommendation';
import { finalTextMs, hourMinutes } from '$lib/core/models/model-speed';
import { describe, expect, test } from 'vitest';
import { errorsOf, factsOf, figure, speedOf, type SampleId } from './sample-models';

function offered(id: SampleId, given: Partial<OfferedModel> = {}): OfferedModel {
  const facts = factsOf(id);
  return {
    facts,
    wordErrors: errorsOf(id),
    speed: speedOf(id, 50),
    downloadBytes: facts.sizeBytes,
    memoryBytes: facts.sizeBytes * 1.3,
    ...given,
  };
}

function situation(given: Partial<RecommendationSituation> = {}): RecommendationSituation {
  return {
    present: { facts: factsOf('base'), wordErrors: errorsOf('base') },
    keptIds: ['base'],
    languages: ['fr', 'en'],
    mainLanguage: 'fr',
    freeDiskBytes: 10e9,
    memoryBudgetBytes: 4e9,
    lineBytesPerSecond: null,
    ...given,
  };
}

const ALL = (['tiny', 'tiny.en', 'base', 'small', 'medium', 'turbo'] as const).map((id) => offered(id));
const idOf = (given: Partial<RecommendationSituation> = {}, models = ALL) =>
  recommendModel(models, situation(given))?.modelId ?? null;

describe('one model is recommended', () => {
  test('with what both err, its size, the minutes it takes to come, and its speed here', () => {
    const small = offered('small');
    expect(recommendModel(ALL, situation({ lineBytesPerSecond: 1e6 }))).toEqual({
      modelId: 'small',
      language: 'fr',
      errors: { set: 'readings', source: 'tests', presentPercent: 30, otherPercent: 16 },
      downloadBytes: small.downloadBytes,
      downloadMinutes: small.downloadBytes / 60e6,
      speed: { finalMs: finalTextMs(small.speed!), hourMinutes: hourMinutes(small.speed!) },
      use: 'dictation',
    });
  });

  test('the minutes are left out where the line is not known', () => {
    expect(recommendModel(ALL, situation())?.downloadMinutes).toBeNull();
  });

  test('the best for dictation goes before a better one that is quick enough for files alone', () => {
    const at = (millionsPerMs: number) =>
      recommendModel(
        ALL.map((model) => ({ ...model, speed: speedOf(model.facts.id as SampleId, millionsPerMs) })),
        situation(),
      );
    expect(at(3000)).toMatchObject({ modelId: 'medium', use: 'dictation' });
    expect(at(100)).toMatchObject({ modelId: 'small', use: 'dictation' });
    expect(at(3)).toBeNull();
    const slow = [offered('medium', { speed: speedOf('medium', 100) })];
    expect(recommendModel(slow, situation())).toMatchObject({ modelId: 'medium', use: 'files' });
  });

  test.each<[why: string, given: Partial<RecommendationSituation>]>([
    ['too little room on the disk', { freeDiskBytes: 100e6 }],
    ['too little memory', { memoryBudgetBytes: 100e6 }],
    ['it is here', { keptIds: ['base', 'small', 'medium'] }],
    [
      'the present one is the best',
      { present: { facts: factsOf('medium'), wordErrors: errorsOf('medium') } },
    ],
    ['nothing is published of the present one', { present: { facts: factsOf('base'), wordErrors: [] } }],
    ['nothing is published of the language', { languages: ['de'], mainLanguage: 'de' }],
  ])('none where %s', (_, given) => {
    expect(idOf(given)).toBeNull();
  });

  test('room on the disk is no matter where the browser does not tell it', () => {
    expect(idOf({ freeDiskBytes: null })).toBe('small');
  });

  test('never one whose speed is not known', () => {
    expect(idOf({}, [offered('small', { speed: null })])).toBeNull();
  });

  test('never one that does not write a chosen language', () => {
    const english = offered('tiny.en', { wordErrors: figure('en', 1) });
    expect(idOf({ mainLanguage: 'en' }, [english])).toBeNull();
    expect(idOf({ mainLanguage: 'en', languages: ['en'] }, [english])).toBe('tiny.en');
    expect(idOf({ mainLanguage: 'fr', languages: ['en'] }, [english])).toBeNull();
  });

  test('never by figures of other recordings', () => {
    const other = offered('small', { wordErrors: figure('fr', 2, 'other recordings') });
    expect(idOf({}, [other])).toBeNull();
  });

  test('never for a difference that nobody would notice', () => {
    expect(idOf({}, [offered('small', { wordErrors: figure('fr', 27.5) })])).toBeNull();
    expect(idOf({}, [offered('small', { wordErrors: figure('fr', 26.5) })])).toBe('small');
  });

  test('of two that err alike the smaller download', () => {
    const models = [
      offered('medium', { speed: speedOf('medium', 3000), wordErrors: errorsOf('small') }),
      offered('small'),
    ];
    expect(idOf({}, models)).toBe('small');
  });
});

describe('the offer on the Dictate page', () => {
  const state = (given: Partial<OfferState>): OfferState => ({
    ...{ writtenWords: 0, isDefaultModel: true, wasOffered: false },
    ...given,
  });

  test.each<[given: Partial<OfferState>, isOffered: boolean]>([
    [{ writtenWords: 299 }, false],
    [{ writtenWords: 300 }, true],
    [{ writtenWords: 3000, wasOffered: true }, false],
    [{ writtenWords: 3000, isDefaultModel: false }, false],
  ])('%j: %s', (given, isOffered) => {
    expect(isDue(state(given))).toBe(isOffered);
  });
});
