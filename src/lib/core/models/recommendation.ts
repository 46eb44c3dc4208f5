import { missingLanguage, sharedFigures, type RankedModel, type SharedFigures } from './accuracy-order';
import { LATENCY_BUDGET_MS, LEAST_FILE_SPEED } from './model-choice';
import { finalTextMs, hourMinutes, type ModelSpeed } from './model-speed';

/** A model that could be had. */
export interface OfferedModel extends RankedModel {
  /** Foretold on this device; null where it is not known yet. */
  readonly speed: ModelSpeed | null;
  /** To be fetched. */
  readonly downloadBytes: number;
  /** What it would take while it is ready. */
  readonly memoryBytes: number;
}

/** What is known when one is looked for. */
export interface RecommendationSituation {
  /** The model that writes now. */
  readonly present: RankedModel;
  /** Here already, whole or in part. */
  readonly keptIds: readonly string[];
  /** Codes of the languages that may be spoken. */
  readonly languages: readonly string[];
  /** The one of them that is mostly written. */
  readonly mainLanguage: string;
  /** Null where the browser does not say. */
  readonly freeDiskBytes: number | null;
  readonly memoryBudgetBytes: number;
  /** As measured; null where nothing was fetched yet. */
  readonly lineBytesPerSecond: number | null;
}

/** One model worth having, and why: figures for the page to say. */
export interface Recommendation {
  readonly modelId: string;
  readonly language: string;
  /** Errors per hundred words of the same recordings, as published. */
  readonly errors: SharedFigures;
  readonly downloadBytes: number;
  /** Null where the line is not known. */
  readonly downloadMinutes: number | null;
  readonly speed: { readonly finalMs: number; readonly hourMinutes: number };
  /** Within the latency budget of dictation, or fast enough for files alone. */
  readonly use: 'dictation' | 'files';
}

/** Errors of the better one, of those of the present one, at most: less of a difference is not worth a download. */
const WORTH_SHARE = 0.9;

/**
 * The model that errs least in the main language of those that have room and are fast enough: for dictation, or for files
 * where none is. Null where the present one is the best, or nothing better is proven by figures of the same recordings.
 */
export function recommendModel(
  offered: readonly OfferedModel[],
  situation: RecommendationSituation,
): Recommendation | null {
  const worth = offered.flatMap((model) => worthHaving(model, situation) ?? []);
  const forDictation = worth.filter(({ use }) => use === 'dictation');
  const [best] = (forDictation.length > 0 ? forDictation : worth).toSorted(
    (a, b) => remaining(a) - remaining(b) || a.downloadBytes - b.downloadBytes,
  );
  return best ?? null;
}

function worthHaving(model: OfferedModel, situation: RecommendationSituation): Recommendation | null {
  const { present, keptIds, languages, mainLanguage, lineBytesPerSecond } = situation;
  const { facts, speed, downloadBytes } = model;
  if (facts.id === present.facts.id || keptIds.includes(facts.id)) return null;
  if (missingLanguage(facts, [...languages, mainLanguage]) !== null) return null;
  if (!speed || !hasRoom(model, situation)) return null;
  const errors = sharedFigures(present.wordErrors, model.wordErrors, mainLanguage);
  if (!errors || errors.otherPercent > WORTH_SHARE * errors.presentPercent) return null;
  const times = { finalMs: finalTextMs(speed), hourMinutes: hourMinutes(speed) };
  const use = useOf(times);
  if (!use) return null;
  return {
    ...{ modelId: facts.id, language: mainLanguage, errors, downloadBytes },
    downloadMinutes: lineBytesPerSecond ? downloadBytes / lineBytesPerSecond / 60 : null,
    ...{ speed: times, use },
  };
}

function useOf({ finalMs, hourMinutes: minutes }: Recommendation['speed']): Recommendation['use'] | null {
  if (finalMs <= LATENCY_BUDGET_MS) return 'dictation';
  return minutes <= 60 / LEAST_FILE_SPEED ? 'files' : null;
}

function hasRoom(
  { facts, downloadBytes, memoryBytes }: OfferedModel,
  { freeDiskBytes, memoryBudgetBytes }: RecommendationSituation,
): boolean {
  const diskBytes = Math.max(facts.sizeBytes, downloadBytes);
  return memoryBytes <= memoryBudgetBytes && (freeDiskBytes === null || diskBytes <= freeDiskBytes);
}

/** Of the errors of the present model, those that are left. */
function remaining({ errors }: Recommendation): number {
  return errors.otherPercent / errors.presentPercent;
}

/** What the model of the app has written in the language of a recommendation, and what was said to one. */
export interface OfferState {
  readonly writtenWords: number;
  /** It is the model of the app that writes. */
  readonly isDefaultModel: boolean;
  /** Made before, whatever was answered. */
  readonly wasOffered: boolean;
}

/** Enough to have seen how often it errs. */
const ENOUGH_WORDS = 300;

/** Whether the page is to make an offer, if there is one to make: once in all. */
export function isDue({ writtenWords, isDefaultModel, wasOffered }: OfferState): boolean {
  return isDefaultModel && !wasOffered && writtenWords >= ENOUGH_WORDS;
}
