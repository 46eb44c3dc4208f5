import type { CardReading } from '../../../../../src/lib/core/performance/cards/card-reading';

/** A card of which nothing is known but what is given. */
export function aCard(known: Partial<CardReading> = {}): CardReading {
  return {
    ...{ id: known.name ?? 'card', name: null, vendor: 'nvidia', temperatureCelsius: null },
    ...{ powerWatts: null, powerLimitWatts: null, utilisation: null, memoryUsedBytes: null },
    ...{ memoryTotalBytes: null, graphicsClockMhz: null, memoryClockMhz: null },
    ...known,
  };
}

export const GIGABYTE = 1_000_000_000;
export const RTX_3090 = aCard({
  ...{ name: 'NVIDIA GeForce RTX 3090', powerLimitWatts: 350, memoryTotalBytes: 25.7 * GIGABYTE },
});
export const RTX_5060_TI = aCard({
  ...{ name: 'NVIDIA GeForce RTX 5060 Ti', powerLimitWatts: 180, memoryTotalBytes: 17.1 * GIGABYTE },
});
