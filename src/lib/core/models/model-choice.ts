import { byAccuracy, missingLanguage, weightCount, type RankedModel } from './accuracy-order';
import { finalTextMs, hourMinutes, type ModelSpeed } from './model-speed';

/** What a model is to do. */
export type ModelJob =
  | { readonly kind: 'partial' }
  /** The text of an utterance once it has ended. */
  | { readonly kind: 'final' }
  | { readonly kind: 'file'; readonly seconds: number };

/** A model on this device, and whether it can begin at once. */
export interface ChoiceCandidate extends RankedModel {
  /** Here, measured or foretold; null where it is not known yet. */
  readonly speed: ModelSpeed | null;
  /** What it takes while it is ready. */
  readonly memoryBytes: number;
  /** `kept`: it would have to be loaded first. */
  readonly state: 'resident' | 'loading' | 'kept';
}

/** What is known when a model is chosen. */
export interface ChoiceSituation {
  readonly job: ModelJob;
  /** Codes of the languages that may be spoken. */
  readonly languages: readonly string[];
  readonly memoryBudgetBytes: number;
  /** Of the budget, what other models take that are in use, by model: they cannot go. */
  readonly inUse: readonly { readonly modelId: string; readonly bytes: number }[];
  /** The model that the person wants for this job; null: the app chooses. */
  readonly chosenByHand: string | null;
  /** How many times as long as foretold the device takes now: it is hot, or others use it. 1 where it is not known. */
  readonly slowdown?: number;
  /** What a person may wait for the text of an utterance. */
  readonly latencyBudgetMs?: number;
  /** So much of a file is to be read in its time, at least. */
  readonly leastFileSpeed?: number;
}

/** Why a model was chosen, or another than was wanted; figures for the page to say. */
export type ChoiceReason =
  | { readonly kind: 'chosen-by-hand' }
  | { readonly kind: 'only-one' }
  | { readonly kind: 'best-within-latency'; readonly finalMs: number; readonly budgetMs: number }
  /** Both are null where it is not known how fast it is: it is the smallest. */
  | { readonly kind: 'quickest'; readonly finalMs: number | null; readonly hourMinutes: number | null }
  | { readonly kind: 'better-for-long-files'; readonly hourMinutes: number }
  /** The wanted one has no room. */
  | {
      readonly kind: 'too-large';
      readonly wantedId: string;
      readonly neededBytes: number;
      readonly roomBytes: number;
    }
  /** The wanted one does not write this; '' where nobody knows what will be spoken. */
  | { readonly kind: 'language'; readonly wantedId: string; readonly language: string }
  /** The better one is not ready, and live speech does not wait. */
  | { readonly kind: 'still-loading'; readonly wantedId: string };

export interface ModelChoice {
  /** Null where no model can do it: the reason says of one why. */
  readonly modelId: string | null;
  readonly reason: ChoiceReason;
  /** What is best once it is ready: to be loaded meanwhile. Null where that is it. */
  readonly wantedId: string | null;
}

/** Unless `latencyBudgetMs` says otherwise. */
export const LATENCY_BUDGET_MS = 1000;
/** Unless `leastFileSpeed` says otherwise: an hour is ready in half an hour. */
export const LEAST_FILE_SPEED = 2;
/** A recording as short as this is waited for as an utterance is. */
export const SHORT_FILE_SECONDS = 30;

/**
 * The model for a job; null where there is none at all.
 *
 * A person's own choice goes first where it can be. Partial texts are the quickest model's, texts of utterances and short
 * files that of the model that errs least and is within the latency budget, longer files that of the one that errs least
 * and is fast enough. Live speech takes what is ready. A slower device never gets a slower model.
 */
export function chooseModel(
  candidates: readonly ChoiceCandidate[],
  situation: ChoiceSituation,
): ModelChoice | null {
  const able = candidates.filter((candidate) => obstacleOf(candidate, situation) === null);
  const { chosenByHand } = situation;
  const wanted = candidates.find(({ facts }) => facts.id === chosenByHand);
  if (!wanted) return chosen(able, situation) ?? impossible(candidates, situation);
  const obstacle = obstacleOf(wanted, situation);
  if (obstacle === null && canBegin(wanted, situation))
    return { modelId: wanted.facts.id, reason: { kind: 'chosen-by-hand' }, wantedId: null };
  if (obstacle !== null) {
    const other = chosen(able, situation);
    return { modelId: other?.modelId ?? null, reason: obstacle, wantedId: other?.wantedId ?? null };
  }
  const ready = chosen(
    able.filter((candidate) => canBegin(candidate, situation)),
    situation,
  );
  const wantedId = wanted.facts.id;
  // Where nothing is ready, what is waited for is the one that is wanted.
  if (!ready) return { modelId: wantedId, reason: { kind: 'chosen-by-hand' }, wantedId: null };
  return { modelId: ready.modelId, reason: { kind: 'still-loading', wantedId }, wantedId };
}

/** Why a model cannot do the job, however long one waits; null where it can. */
function obstacleOf(
  { facts, memoryBytes }: ChoiceCandidate,
  { languages, inUse, memoryBudgetBytes }: ChoiceSituation,
): ChoiceReason | null {
  const wantedId = facts.id;
  const language = missingLanguage(facts, languages);
  if (language !== null) return { kind: 'language', wantedId, language };
  const others = inUse.filter(({ modelId }) => modelId !== facts.id);
  const roomBytes = memoryBudgetBytes - others.reduce((sum, { bytes }) => sum + bytes, 0);
  if (memoryBytes > roomBytes) return { kind: 'too-large', wantedId, neededBytes: memoryBytes, roomBytes };
  return null;
}

/** The smallest of those that could not: it is nearest to what could. */
function impossible(candidates: readonly ChoiceCandidate[], situation: ChoiceSituation): ModelChoice | null {
  const writing = candidates.filter(({ facts }) => missingLanguage(facts, situation.languages) === null);
  const [nearest] = bySize(writing.length > 0 ? writing : candidates);
  const reason = nearest && obstacleOf(nearest, situation);
  return reason ? { modelId: null, reason, wantedId: null } : null;
}

/** Files wait until a model is loaded. */
function canBegin({ state }: ChoiceCandidate, { job }: ChoiceSituation): boolean {
  return state === 'resident' || job.kind === 'file';
}

function chosen(able: readonly ChoiceCandidate[], situation: ChoiceSituation): ModelChoice | null {
  const best = bestOf(able, situation);
  if (!best) return null;
  const { candidate, reason } = best;
  const plain = { modelId: candidate.facts.id, reason, wantedId: null };
  if (canBegin(candidate, situation)) return plain;
  const ready = bestOf(
    able.filter((each) => canBegin(each, situation)),
    situation,
  );
  const wantedId = candidate.facts.id;
  return ready
    ? { modelId: ready.candidate.facts.id, reason: { kind: 'still-loading', wantedId }, wantedId }
    : plain;
}

interface Best {
  readonly candidate: ChoiceCandidate;
  readonly reason: ChoiceReason;
}

function bestOf(able: readonly ChoiceCandidate[], situation: ChoiceSituation): Best | null {
  const [first] = able;
  if (!first) return null;
  if (able.length === 1) return { candidate: first, reason: { kind: 'only-one' } };
  const { job } = situation;
  const best = isLongFile(job) ? bestForFiles : bestWithin;
  return (job.kind === 'partial' ? null : best(able, situation)) ?? quickest(able, situation);
}

function bestWithin(able: readonly ChoiceCandidate[], situation: ChoiceSituation): Best | null {
  const { latencyBudgetMs: budgetMs = LATENCY_BUDGET_MS } = situation;
  for (const candidate of byAccuracy(able, situation.languages)) {
    const finalMs = waitOf(candidate, situation);
    if (finalMs !== null && finalMs <= budgetMs)
      return { candidate, reason: { kind: 'best-within-latency', finalMs, budgetMs } };
  }
  return null;
}

function bestForFiles(able: readonly ChoiceCandidate[], situation: ChoiceSituation): Best | null {
  const { leastFileSpeed = LEAST_FILE_SPEED } = situation;
  for (const candidate of byAccuracy(able, situation.languages)) {
    const minutes = minutesOf(candidate, situation);
    if (minutes !== null && minutes <= 60 / leastFileSpeed)
      return { candidate, reason: { kind: 'better-for-long-files', hourMinutes: minutes } };
  }
  return null;
}

/** Those of which it is not known how fast they are go behind the others, the smallest first. */
function quickest(able: readonly ChoiceCandidate[], situation: ChoiceSituation): Best | null {
  const cost = isLongFile(situation.job) ? minutesOf : waitOf;
  const costs = bySize(able).map((candidate) => ({ candidate, cost: cost(candidate, situation) }));
  const [best] = costs.toSorted((a, b) => (a.cost ?? Infinity) - (b.cost ?? Infinity) || 0);
  if (!best) return null;
  const { candidate } = best;
  const figures = { finalMs: waitOf(candidate, situation), hourMinutes: minutesOf(candidate, situation) };
  return { candidate, reason: { kind: 'quickest', ...figures } };
}

function isLongFile(job: ModelJob): boolean {
  return job.kind === 'file' && job.seconds > SHORT_FILE_SECONDS;
}

function waitOf({ speed }: ChoiceCandidate, { slowdown = 1 }: ChoiceSituation): number | null {
  return speed && slowdown * finalTextMs(speed);
}

function minutesOf({ speed }: ChoiceCandidate, { slowdown = 1 }: ChoiceSituation): number | null {
  return speed && slowdown * hourMinutes(speed);
}

function bySize(candidates: readonly ChoiceCandidate[]): readonly ChoiceCandidate[] {
  return candidates.toSorted((a, b) => weightCount(a.facts) - weightCount(b.facts));
}
