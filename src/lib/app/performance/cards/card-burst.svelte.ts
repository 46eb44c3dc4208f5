import { CancelledError, toAppError, type ErrorCode } from '../../../core/errors';
import { risenCard } from '../../../core/performance/cards/browser-card';
import type { CardsReport } from '../../../core/performance/cards/card-reading';
import type { EngineStarter } from '../../engine/engine-starter.svelte';
import type { Work } from '../../browser/work.svelte';

/** What was seen of the cards while the engine worked. */
export type BurstOutcome =
  | { readonly kind: 'rose'; readonly id: string }
  /** No card stood out. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

export interface CardBurstParts {
  readonly engine: Pick<EngineStarter, 'description'>;
  readonly work: Pick<Work, 'during' | 'isHere'>;
  /** Reports since that time, the oldest first. */
  readonly reportsSince: (timeMs: number) => readonly CardsReport[];
  /** Keeps the engine busy for so many milliseconds. */
  readonly keepBusy: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Milliseconds since 1970, as the reports have them. */
  readonly nowMs: () => number;
}

/** How long the cards are watched before, and how long they work: a report comes each second. */
const BEFORE_MS = 3500;
const BUSY_MS = 3500;
/** A report tells of the second before it. */
const LAG_MS = 1000;

/** Finds the card that works, by letting it work. */
export class CardBurst {
  isRunning = $state.raw(false);
  outcome: BurstOutcome | null = $state.raw(null);

  constructor(private readonly parts: CardBurstParts) {}

  /** There is nothing to be seen where the processor does the work, and others at work would be seen as well. */
  get isPossible(): boolean {
    const { engine, work } = this.parts;
    return engine.description?.device === 'webgpu' && !work.isHere && !this.isRunning;
  }

  async run(signal: AbortSignal): Promise<void> {
    if (!this.isPossible) return;
    this.isRunning = true;
    this.outcome = null;
    try {
      this.outcome = await this.parts.work.during('measuring', () => this.#watch(signal));
    } catch (thrown) {
      if (!(thrown instanceof CancelledError))
        this.outcome = { kind: 'failed', code: toAppError(thrown).code };
    } finally {
      this.isRunning = false;
    }
  }

  async #watch(signal: AbortSignal): Promise<BurstOutcome> {
    const { keepBusy, wait, nowMs, reportsSince } = this.parts;
    const beganMs = nowMs();
    await wait(BEFORE_MS);
    if (signal.aborted) throw new CancelledError();
    const busyMs = nowMs();
    const before = reportsSince(beganMs);
    await keepBusy(BUSY_MS, signal);
    await wait(LAG_MS);
    const during = reportsSince(busyMs + LAG_MS);
    const id = risenCard(
      before.map(({ cards }) => cards),
      during.map(({ cards }) => cards),
    );
    return id === null ? { kind: 'unclear' } : { kind: 'rose', id };
  }
}
