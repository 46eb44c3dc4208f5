import { cardsOf } from '../../../inference/cards-client';
import type { KeyValueStore } from '../../browser/own-store';
import type { Work } from '../../browser/work.svelte';
import type { Clients } from '../../engine/create-clients';
import type { EngineStarter } from '../../engine/engine-starter.svelte';
import { fetchSample } from '../../engine/fetch-sample';
import { keepEngineBusy } from './busy-engine';
import { GraphicsCards } from './graphics-cards.svelte';

export interface StartCardsParts {
  /** The app's own address, absolute, with a slash at its end. */
  readonly home: string;
  readonly clients: Pick<Clients, 'media' | 'inference' | 'models'>;
  readonly engine: EngineStarter;
  readonly work: Work;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
}

/** Wires the graphics cards to the browser; nothing is asked before a person looks, or a card works. */
export function startCards({ home, clients, engine, work, store }: StartCardsParts): GraphicsCards {
  return new GraphicsCards({
    ...{ engine, work, store, listen: cardsOf(home), nowMs: Date.now },
    hold: (isHeld) => clients.media.holdWindows(isHeld),
    keepBusy: async (milliseconds, signal) => {
      const sample = await fetchSample(clients.models, home);
      await keepEngineBusy(clients, sample, milliseconds, signal);
    },
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  });
}
