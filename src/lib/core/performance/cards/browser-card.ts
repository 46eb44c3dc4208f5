import { cardFamily } from './card-family';
import type { CardReading } from './card-reading';

/** Which of the cards that are told of the browser computes on. */
export type BrowserCard =
  | { readonly kind: 'one'; readonly id: string }
  /** It is one of these. */
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  /** It is none of them. */
  | { readonly kind: 'none' };

/** What a browser tells of its card. */
interface Adapter {
  /** "nvidia"; empty where the browser hides it. */
  readonly vendor: string;
  /** "ampere"; empty where it has no name for it. */
  readonly architecture: string;
}

/** By maker and family: where two cards are of the same, only work can tell. */
export function browserCard(adapter: Adapter, cards: readonly CardReading[]): BrowserCard {
  const [first, ...others] = cards.filter((card) => mayBe(adapter, card));
  if (!first) return { kind: 'none' };
  if (others.length === 0) return { kind: 'one', id: first.id };
  return { kind: 'several', ids: [first, ...others].map(({ id }) => id) };
}

function mayBe({ vendor, architecture }: Adapter, card: CardReading): boolean {
  if (vendor !== '' && vendor !== card.vendor) return false;
  const family = cardFamily(card).architecture;
  return architecture === '' || family === null || architecture === family;
}

/** Less than this may be the browser drawing a page. */
const CLEAR_RISE = 0.15;

/**
 * Whose utilisation rose while we let the browser's card work; null where no card stands out, or none tells.
 *
 * @param before what was told in the seconds before; @param during while it worked
 */
export function risenCard(
  before: readonly (readonly CardReading[])[],
  during: readonly (readonly CardReading[])[],
): string | null {
  const ids = new Set(during.flatMap((cards) => cards.map(({ id }) => id)));
  const rises = [...ids]
    .map((id) => ({ id, rise: rise(utilisations(before, id), utilisations(during, id)) }))
    .sort((one, other) => other.rise - one.rise);
  const [first, second] = rises;
  if (!first || first.rise < CLEAR_RISE) return null;
  return first.rise - Math.max(second?.rise ?? 0, 0) >= CLEAR_RISE ? first.id : null;
}

function utilisations(samples: readonly (readonly CardReading[])[], id: string): readonly number[] {
  return samples.flatMap((cards) =>
    cards.flatMap((card) => (card.id === id && card.utilisation !== null ? [card.utilisation] : [])),
  );
}

/** From the mean before to the middle of what was told during the work: one sample may be of the moment before it. */
function rise(before: readonly number[], during: readonly number[]): number {
  const middle = during.toSorted((one, other) => one - other)[Math.floor(during.length / 2)];
  if (before.length === 0 || middle === undefined) return 0;
  return middle - before.reduce((sum, each) => sum + each, 0) / before.length;
}
