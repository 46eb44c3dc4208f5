/** What is known of a graphics card now; null where nobody tells. `server/graphics-cards` writes it. */
export interface CardReading extends CardFigures {
  /** The same as long as the card is in its place. */
  readonly id: string;
  /** "NVIDIA GeForce RTX 3090". */
  readonly name: string | null;
  /** As WebGPU names it. */
  readonly vendor: 'nvidia' | 'amd' | 'intel';
}

/** What changes from second to second. */
export interface CardFigures {
  readonly temperatureCelsius: number | null;
  readonly powerWatts: number | null;
  readonly powerLimitWatts: number | null;
  /** Of its time, in [0, 1]. */
  readonly utilisation: number | null;
  readonly memoryUsedBytes: number | null;
  readonly memoryTotalBytes: number | null;
  readonly graphicsClockMhz: number | null;
  readonly memoryClockMhz: number | null;
}

export const CARDS_PROBLEMS = ['missing', 'hangs', 'failed', 'unreadable'] as const;

/** Why `nvidia-smi` tells nothing. */
export interface CardsProblem {
  readonly kind: (typeof CARDS_PROBLEMS)[number];
  /** Its own words; may be empty. */
  readonly detail: string;
}

/** The cards of this computer, as the app's own server sees them now. */
export interface CardsReport {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly cards: readonly CardReading[];
  /** Null where all is well, or nothing is known yet. */
  readonly problem: CardsProblem | null;
}

const VENDORS = ['nvidia', 'amd', 'intel'] as const;
const MAX_CARDS = 64;

/** @returns null for what is no such report: the server may be of another version, or another program */
export function parseCardsReport(text: string): CardsReport | null {
  const json = parsed(text);
  const [time, cards] = [numberIn(json, 'time'), fieldOf(json, 'cards')];
  if (time === null || !Array.isArray(cards) || cards.length > MAX_CARDS) return null;
  const readings = cards.map(cardOf);
  if (!readings.every((card) => card !== null)) return null;
  return { time, cards: readings, problem: problemOf(fieldOf(json, 'problem')) };
}

function cardOf(json: unknown): CardReading | null {
  const id = fieldOf(json, 'id');
  const name = fieldOf(json, 'name');
  const vendor = VENDORS.find((each) => each === fieldOf(json, 'vendor'));
  if (typeof id !== 'string' || id === '' || !vendor) return null;
  return {
    ...{ id, name: typeof name === 'string' && name !== '' ? name : null, vendor },
    temperatureCelsius: numberIn(json, 'temperatureCelsius'),
    powerWatts: numberIn(json, 'powerWatts'),
    powerLimitWatts: numberIn(json, 'powerLimitWatts'),
    utilisation: numberIn(json, 'utilisation'),
    memoryUsedBytes: numberIn(json, 'memoryUsedBytes'),
    memoryTotalBytes: numberIn(json, 'memoryTotalBytes'),
    graphicsClockMhz: numberIn(json, 'graphicsClockMhz'),
    memoryClockMhz: numberIn(json, 'memoryClockMhz'),
  };
}

function problemOf(json: unknown): CardsProblem | null {
  const kind = CARDS_PROBLEMS.find((each) => each === fieldOf(json, 'kind'));
  const detail = fieldOf(json, 'detail');
  return kind ? { kind, detail: typeof detail === 'string' ? detail : '' } : null;
}

function numberIn(json: unknown, name: string): number | null {
  const value = fieldOf(json, name);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

function fieldOf(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
