import { isMultilingual } from '../checkpoint/dimensions';
import type { PublishedWordErrors } from './catalogue-entry';
import type { ModelFacts } from './kept-model';

/** A model, and how often it errs as far as anybody has published it. */
export interface RankedModel {
  readonly facts: ModelFacts;
  readonly wordErrors: readonly PublishedWordErrors[];
}

/** The first of the languages that a model does not write; null where it writes all. `.en` models write English alone. */
export function missingLanguage(
  { languages, dimensions }: Pick<ModelFacts, 'languages' | 'dimensions'>,
  wanted: readonly string[],
): string | null {
  const written = isMultilingual(dimensions) ? languages : ['en'];
  if (written === null) return null;
  // Nobody knows what would be spoken: one language is not enough.
  if (wanted.length === 0) return written.length > 1 ? null : '';
  return wanted.find((language) => !written.includes(language)) ?? null;
}

/** Weights of a model's matrices and filters, counted: how large it is, whatever its file. */
export function weightCount({ dimensions }: Pick<ModelFacts, 'dimensions'>): number {
  const { audioState, audioLayers, textState, textLayers, vocabularySize, melBands } = dimensions;
  const encoder = 12 * audioLayers * audioState ** 2 + 3 * audioState * (melBands + audioState);
  return encoder + 16 * textLayers * textState ** 2 + vocabularySize * textState;
}

/**
 * Models, those that err least first. Word errors are compared on one set of recordings alone, the one with figures for
 * most of them. A model without a figure on it counts as the largest one with a figure that is no larger; the larger one
 * goes first.
 *
 * @param languages that they are to write; one of which nothing is published is left out
 */
export function byAccuracy<Model extends RankedModel>(
  models: readonly Model[],
  languages: readonly string[],
): readonly Model[] {
  const sets = languages.map((language) => commonSet(models, language)).filter((set) => set !== null);
  const ranked = models.map((model) => {
    const errors = sets.map((set) => percentOn(set, model) ?? percentOfSmaller(set, model, models));
    return {
      model,
      // One language must not outweigh another because all err more in it.
      rank: errors.reduce((sum, percent) => sum + Math.log(Math.max(percent, LEAST_PERCENT)), 0),
      weights: weightCount(model.facts),
    };
  });
  return ranked
    .toSorted((a, b) => compare(a.rank, b.rank) || b.weights - a.weights || byId(a.model, b.model))
    .map(({ model }) => model);
}

function byId(a: RankedModel, b: RankedModel): number {
  return a.facts.id < b.facts.id ? -1 : 1;
}

/** So that a figure of zero is a number among others. */
const LEAST_PERCENT = 0.1;

/** Two that are infinite are the same. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

type RecordingSet = Pick<PublishedWordErrors, 'language' | 'set' | 'source'>;

function isOn(set: RecordingSet, errors: PublishedWordErrors): boolean {
  return errors.language === set.language && errors.set === set.set && errors.source === set.source;
}

function percentOn(set: RecordingSet, { wordErrors }: RankedModel): number | null {
  return wordErrors.find((errors) => isOn(set, errors))?.percent ?? null;
}

/** The set of recordings that most of the models were measured on; null where none was. */
function commonSet(models: readonly RankedModel[], language: string): RecordingSet | null {
  let best: { readonly set: RecordingSet; readonly count: number } | null = null;
  for (const set of models.flatMap(({ wordErrors }) => wordErrors)) {
    if (set.language !== language) continue;
    const count = models.filter((model) => percentOn(set, model) !== null).length;
    if (!best || count > best.count) best = { set, count };
  }
  return best?.set ?? null;
}

function percentOfSmaller(set: RecordingSet, model: RankedModel, models: readonly RankedModel[]): number {
  const weights = weightCount(model.facts);
  const smaller = models
    .map((other) => ({ percent: percentOn(set, other), weights: weightCount(other.facts) }))
    .filter((other) => other.percent !== null && other.weights <= weights)
    .toSorted((a, b) => b.weights - a.weights);
  return smaller[0]?.percent ?? Infinity;
}

/** A set of recordings on which both were measured, in a language. */
export interface SharedFigures {
  readonly set: string;
  readonly source: string;
  readonly presentPercent: number;
  readonly otherPercent: number;
}

/** The first of the present model's figures that the other has too; null where there is none. */
export function sharedFigures(
  present: readonly PublishedWordErrors[],
  other: readonly PublishedWordErrors[],
  language: string,
): SharedFigures | null {
  for (const { percent: presentPercent, ...set } of present) {
    if (set.language !== language) continue;
    const same = other.find((errors) => isOn(set, errors));
    if (same) return { set: set.set, source: set.source, presentPercent, otherPercent: same.percent };
  }
  return null;
}
