import { cardFamily } from './card-family';
import type { CardReading } from './card-reading';

/** Differences of less than a tenth say nothing. */
const MARGIN = 1.1;
/** So many signs more must speak for a card than against it. */
const CLEAR_MAJORITY = 2;

/**
 * A card that is probably faster than the one in use, by what is known of both: memory, power limit, generation, and class
 * among those of one maker. Null where the signs disagree: nothing was timed.
 *
 * @param used null where the browser's card is none of those told of
 */
export function fasterCard(used: CardReading | null, cards: readonly CardReading[]): CardReading | null {
  const others = cards.filter(({ id }) => id !== used?.id);
  // What the server does not see is a card without a program that tells of it: most often the one in the processor.
  if (!used) return others.find(hasOwnMemory) ?? null;
  const better = others.map((card) => ({ card, votes: votesFor(card, used) }));
  const [best] = better.toSorted((one, other) => other.votes - one.votes);
  return best && best.votes >= CLEAR_MAJORITY ? best.card : null;
}

function votesFor(card: CardReading, used: CardReading): number {
  if (hasOwnMemory(card) && isInProcessor(used)) return CLEAR_MAJORITY;
  const [family, usedFamily] = [cardFamily(card), cardFamily(used)];
  const isOneMaker = card.vendor === used.vendor;
  return (
    vote(card.memoryTotalBytes, used.memoryTotalBytes, MARGIN) +
    vote(card.powerLimitWatts, used.powerLimitWatts, MARGIN) +
    (isOneMaker ? vote(family.generation, usedFamily.generation, 1) : 0) +
    (isOneMaker ? vote(family.modelClass, usedFamily.modelClass, 1) : 0)
  );
}

function vote(value: number | null, usedValue: number | null, margin: number): number {
  if (value === null || usedValue === null) return 0;
  if (value > usedValue * margin) return 1;
  return usedValue > value * margin ? -1 : 0;
}

const SMALLEST_CARD_BYTES = 2_000_000_000;

function hasOwnMemory({ memoryTotalBytes }: CardReading): boolean {
  return memoryTotalBytes !== null && memoryTotalBytes >= SMALLEST_CARD_BYTES;
}

/** One of Intel that tells of no memory of its own. */
function isInProcessor({ vendor, memoryTotalBytes }: CardReading): boolean {
  return vendor === 'intel' && memoryTotalBytes === null;
}
