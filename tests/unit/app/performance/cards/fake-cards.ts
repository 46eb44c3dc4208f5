import {
  GraphicsCards,
  type GraphicsCardsParts,
} from '../../../../../src/lib/app/performance/cards/graphics-cards.svelte';
import type { CardReading, CardsProblem } from '../../../../../src/lib/core/performance/cards/card-reading';
import type { CardsListener } from '../../../../../src/lib/inference/cards-client';
import type { EngineDescription } from '../../../../../src/lib/protocol/loading';
import { aCard } from '../../../core/performance/cards/a-card';
import { ENGINE } from '../../fake-clients';

const AMPERE = { vendor: 'nvidia', architecture: 'ampere', isSoftware: false, features: [] };
export const ON_CARD: EngineDescription = { ...ENGINE, device: 'webgpu', adapter: AMPERE, offered: [AMPERE] };

export const RTX = (known: Partial<CardReading> = {}) =>
  aCard({ id: 'rtx', name: 'NVIDIA GeForce RTX 3090', temperatureCelsius: 60, utilisation: 0, ...known });
export const OTHER = (known: Partial<CardReading> = {}) =>
  aCard({
    id: 'other',
    name: 'NVIDIA GeForce RTX 5060 Ti',
    temperatureCelsius: 40,
    utilisation: 0,
    ...known,
  });

/** Cards without a server, of which a test tells. */
export class FakeCards {
  /** Those who listen now. */
  readonly listeners = new Set<CardsListener>();
  /** How often somebody began to. */
  asked = 0;
  readonly held: boolean[] = [];
  readonly kept = new Map<string, string>();
  nowMs = 1_000_000;
  description: EngineDescription | null = ON_CARD;
  isWorkHere = false;
  readonly busyFor: number[] = [];
  /** Hears of each second that passes. */
  onSecond: () => void = () => undefined;
  isBusy = false;
  failure: Error | null = null;

  create(parts: Partial<GraphicsCardsParts> = {}): GraphicsCards {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const fake = this;
    return new GraphicsCards({
      listen: (listener, signal) => {
        this.asked++;
        this.listeners.add(listener);
        signal.addEventListener('abort', () => this.listeners.delete(listener));
      },
      engine: {
        get description() {
          return fake.description;
        },
      },
      work: {
        get isHere() {
          return fake.isWorkHere;
        },
        during: (_, work) => work(),
      },
      hold: (isHeld) => void this.held.push(isHeld),
      store: {
        getItem: (key) => this.kept.get(key) ?? null,
        setItem: (key, value) => void this.kept.set(key, value),
      },
      nowMs: () => this.nowMs,
      wait: async (milliseconds) => this.#pass(milliseconds),
      keepBusy: async (milliseconds) => {
        this.busyFor.push(milliseconds);
        if (this.failure) throw this.failure;
        this.isBusy = true;
        await this.#pass(milliseconds);
        this.isBusy = false;
      },
      ...parts,
    });
  }

  tell(cards: readonly CardReading[], problem: CardsProblem | null = null): void {
    for (const { onReport } of this.listeners) onReport({ time: this.nowMs, cards, problem });
  }

  fallSilent(): void {
    for (const { onSilence } of [...this.listeners]) onSilence();
  }

  async #pass(milliseconds: number): Promise<void> {
    const endMs = this.nowMs + milliseconds;
    while (this.nowMs + 1000 <= endMs) {
      this.nowMs += 1000;
      this.onSecond();
    }
    this.nowMs = endMs;
  }
}
