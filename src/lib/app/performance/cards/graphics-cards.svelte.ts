import { browserCard, type BrowserCard } from '../../../core/performance/cards/browser-card';
import { CardHistory, type CardStep } from '../../../core/performance/cards/card-history';
import type { CardReading, CardsReport } from '../../../core/performance/cards/card-reading';
import { DEFAULT_LIMIT_CELSIUS, isTooHot, limitCelsius } from '../../../core/performance/cards/heat';
import type { ListenToCards } from '../../../inference/cards-client';
import type { KeyValueStore } from '../../browser/own-store';
import type { EngineStarter } from '../../engine/engine-starter.svelte';
import { CardBurst, type CardBurstParts } from './card-burst.svelte';

const LIMIT_KEY = 'card-temperature-limit';
/** What a burst looks back at. */
const MAX_RECENT = 30;

/** What is known of the cards now. */
export type CardsState =
  | { readonly kind: 'waiting' }
  /** The app comes from a host of files alone, or its server has stopped. */
  | { readonly kind: 'no-server' }
  | { readonly kind: 'told'; readonly report: CardsReport };

export interface GraphicsCardsParts extends Omit<CardBurstParts, 'reportsSince'> {
  readonly listen: ListenToCards;
  readonly engine: Pick<EngineStarter, 'description'>;
  /** Whether recordings are to stop after the window that they are at. */
  readonly hold: (isHeld: boolean) => void;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
}

/** The graphics cards of this computer while they are looked at, or work on recordings. */
export class GraphicsCards {
  state: CardsState = $state.raw({ kind: 'waiting' });
  /** Each card's last hour, as far as it was followed. */
  steps: ReadonlyMap<string, readonly CardStep[]> = $state.raw(new Map());
  limitCelsius: number = $state.raw(DEFAULT_LIMIT_CELSIUS);
  /** Recordings wait until the card is cooler. */
  isEasing = $state.raw(false);
  readonly burst: CardBurst;
  readonly #history = new CardHistory();
  #recent: readonly CardsReport[] = [];
  #lookers = 0;
  #isWorking = false;
  #isServerKnownMissing = false;
  #listening: AbortController | null = null;

  constructor(private readonly parts: GraphicsCardsParts) {
    const kept = parts.store?.getItem(LIMIT_KEY);
    if (kept) this.limitCelsius = limitCelsius(Number(kept));
    const reportsSince = (timeMs: number) => this.#recent.filter(({ time }) => time >= timeMs);
    this.burst = new CardBurst({ ...parts, reportsSince });
  }

  /** Those that are told of now. */
  get cards(): readonly CardReading[] {
    return this.state.kind === 'told' ? this.state.report.cards : [];
  }

  /** Which of them the browser computes on, or would; null where it tells nothing of a card. */
  get used(): BrowserCard | null {
    const { description } = this.parts.engine;
    const adapter = description?.adapter ?? description?.offered.find(({ isSoftware }) => !isSoftware);
    if (!adapter || this.cards.length === 0) return null;
    const byFamily = browserCard(adapter, this.cards);
    const { outcome } = this.burst;
    const isFound =
      outcome?.kind === 'rose' && byFamily.kind === 'several' && byFamily.ids.includes(outcome.id);
    return isFound ? { kind: 'one', id: outcome.id } : byFamily;
  }

  /** Follows the cards until `signal` is aborted: while a person looks at them. */
  watch(signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#lookers++;
    this.#isServerKnownMissing = false;
    signal.addEventListener('abort', () => (this.#lookers--, this.#follow()), { once: true });
    this.#follow();
  }

  /** Follows the card while it works on recordings, to ease off where it gets too hot. */
  setWorking(isWorkingOnCard: boolean): void {
    this.#isWorking = isWorkingOnCard;
    this.#follow();
    this.#ease();
  }

  setLimit(celsius: number): void {
    this.limitCelsius = limitCelsius(celsius);
    this.parts.store?.setItem(LIMIT_KEY, String(this.limitCelsius));
    this.#ease();
  }

  #follow(): void {
    const isWanted = this.#lookers > 0 || (this.#isWorking && !this.#isServerKnownMissing);
    if (!isWanted) {
      this.#listening?.abort();
      this.#listening = null;
      if (this.state.kind === 'told') this.state = { kind: 'waiting' };
      return;
    }
    if (this.#listening) return;
    this.state = { kind: 'waiting' };
    const listening = (this.#listening = new AbortController());
    this.parts.listen(
      { onReport: (report) => this.#take(report), onSilence: () => this.#fallSilent() },
      listening.signal,
    );
  }

  #take(report: CardsReport): void {
    this.state = { kind: 'told', report };
    this.#recent = [...this.#recent, report].slice(-MAX_RECENT);
    this.#history.add(report);
    this.steps = this.#history.steps(report.time);
    this.#ease();
  }

  #fallSilent(): void {
    this.state = { kind: 'no-server' };
    this.#isServerKnownMissing = true;
    this.#ease();
    this.#follow();
  }

  /** Where nothing is known of the card any more, the work goes on. */
  #ease(): void {
    const hot = this.#isWorking && isTooHot(this.isEasing, this.#usedCards(), this.limitCelsius);
    if (hot === this.isEasing) return;
    this.isEasing = hot;
    this.parts.hold(hot);
  }

  #usedCards(): readonly CardReading[] {
    const { used } = this;
    if (!used || used.kind === 'none') return [];
    return this.cards.filter(({ id }) => (used.kind === 'one' ? id === used.id : used.ids.includes(id)));
  }
}
