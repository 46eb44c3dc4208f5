import type { PublishedWordErrors } from '$lib/core/models/catalogue-entry';
import type { ModelFacts } from '$lib/core/models/kept-model';
import type { ChoiceCandidate, ChoiceSituation, ModelJob } from '$lib/core/models/model-choice';
import type { ModelSpeed } from '$lib/core/models/model-speed';
import { weightCount } from '$lib/core/models/accuracy-order';
import { PUBLISHED } from '../../../../testing/models/dimensions';

export type SampleId = keyof typeof PUBLISHED;

/** Figures of one set a language, for the tests alone. */
const PERCENT: Readonly<Record<string, readonly [english: number, french: number]>> = {
  tiny: [8, 43],
  base: [5, 30],
  small: [3.5, 16],
  medium: [2.5, 12],
};

export function factsOf(id: SampleId, given: Partial<ModelFacts> = {}): ModelFacts {
  const dimensions = PUBLISHED[id];
  const sizeBytes = Math.round(weightCount({ dimensions }) * 1.0625);
  return { id, name: id, sizeBytes, dimensions, languages: id.endsWith('.en') ? ['en'] : null, ...given };
}

export function errorsOf(id: string): readonly PublishedWordErrors[] {
  const [english, french] = PERCENT[id] ?? [];
  return [figure('en', english), figure('fr', french)].flat();
}

export function figure(language: string, percent: number | undefined, set = 'readings') {
  return percent === undefined ? [] : [{ language, percent, set, source: 'tests' }];
}

/** Of a device that does so many millions of products in a millisecond. */
export function speedOf(id: SampleId, millionsPerMs: number): ModelSpeed {
  const { audioState, audioLayers, textState, textLayers, vocabularySize } = PUBLISHED[id];
  const millions = (products: number) => products / 1e6 / millionsPerMs;
  const token = 14 * textLayers * textState ** 2 + vocabularySize * textState;
  return {
    growsSounds: audioLayers <= 12,
    encoderMs: millions(50 * audioLayers * 12 * audioState ** 2),
    encoderAttendedMs: millions(2500 * audioLayers * 2 * audioState),
    oneText: { ms: millions(token), attendedMs: millions(100 * textLayers * textState) },
    fourTexts: { ms: millions(2 * token), attendedMs: millions(300 * textLayers * textState) },
  };
}

/** On a device that does 30 millions of products in a millisecond, as two cores of a laptop do. */
export function candidate(id: SampleId, given: Partial<ChoiceCandidate> = {}): ChoiceCandidate {
  return {
    facts: factsOf(id),
    wordErrors: errorsOf(id),
    speed: speedOf(id, 30),
    memoryBytes: factsOf(id).sizeBytes * 1.3,
    state: 'resident',
    ...given,
  };
}

export const PARTIAL: ModelJob = { kind: 'partial' };
export const FINAL: ModelJob = { kind: 'final' };
export const fileOf = (seconds: number): ModelJob => ({ kind: 'file', seconds });

export function situation(given: Partial<ChoiceSituation> = {}): ChoiceSituation {
  return {
    job: FINAL,
    languages: ['fr', 'en'],
    memoryBudgetBytes: 4e9,
    inUse: [],
    chosenByHand: null,
    ...given,
  };
}

/** On a device that does so many millions of products in a millisecond. */
export const on = (millionsPerMs: number, ...ids: SampleId[]) =>
  ids.map((id) => candidate(id, { speed: speedOf(id, millionsPerMs) }));
