import type { CardReading, CardsReport } from './card-reading';

/** An hour, at one report a second. */
const MAX_REPORTS = 3600;
const SHORT_STEP_SECONDS = 10;
const LONG_STEP_SECONDS = 60;
/** As many rows as are shown at most. */
const MAX_STEPS = 60;

/** A stretch of time of one card. */
export interface CardStep {
  readonly secondsAgo: number;
  readonly highestCelsius: number | null;
  readonly meanUtilisation: number | null;
  readonly meanWatts: number | null;
}

/** The reports of the last hour, the oldest given up for the newest. */
export class CardHistory {
  readonly #reports: CardsReport[] = [];
  #next = 0;

  add(report: CardsReport): void {
    this.#reports[this.#next] = report;
    this.#next = (this.#next + 1) % MAX_REPORTS;
  }

  /**
   * Of each card that was told of in the last hour, the oldest step first; steps of which nothing is known are left out.
   * They begin at whole steps of the clock, so that only the newest changes.
   */
  steps(nowMs: number): ReadonlyMap<string, readonly CardStep[]> {
    const reports = this.#reports.filter(({ time }) => time <= nowMs && nowMs - time < MAX_REPORTS * 1000);
    const oldestSeconds = Math.max(0, ...reports.map(({ time }) => (nowMs - time) / 1000));
    const isShort = oldestSeconds < SHORT_STEP_SECONDS * (MAX_STEPS - 1);
    const stepSeconds = isShort ? SHORT_STEP_SECONDS : LONG_STEP_SECONDS;
    const stepOf = (timeMs: number) => Math.floor(timeMs / 1000 / stepSeconds);
    const byCard = new Map<string, Map<number, CardReading[]>>();
    for (const { time, cards } of reports) {
      const step = stepOf(nowMs) - stepOf(time);
      if (step < MAX_STEPS) for (const card of cards) put(byCard, card, step);
    }
    return new Map([...byCard].map(([id, steps]) => [id, summaries(steps, stepSeconds)]));
  }
}

function put(byCard: Map<string, Map<number, CardReading[]>>, card: CardReading, step: number): void {
  const steps = byCard.get(card.id) ?? new Map<number, CardReading[]>();
  byCard.set(card.id, steps);
  const ofStep = steps.get(step);
  if (ofStep) ofStep.push(card);
  else steps.set(step, [card]);
}

function summaries(steps: ReadonlyMap<number, readonly CardReading[]>, stepSeconds: number): CardStep[] {
  return [...steps]
    .sort(([one], [other]) => other - one)
    .map(([step, cards]) => ({
      secondsAgo: step * stepSeconds,
      highestCelsius: highest(cards.map(({ temperatureCelsius }) => temperatureCelsius)),
      meanUtilisation: mean(cards.map(({ utilisation }) => utilisation)),
      meanWatts: mean(cards.map(({ powerWatts }) => powerWatts)),
    }));
}

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
