import type { CardReading } from '../../../core/performance/cards/card-reading';
import type { Messages } from '../../../app/messages/en/messages';

const MAKERS: Readonly<Record<CardReading['vendor'], string>> = {
  nvidia: 'NVIDIA',
  amd: 'AMD',
  intel: 'Intel',
};

/** Each card by its id, as it is shown: two of one name are numbered. */
export function cardNames(
  cards: readonly CardReading[],
  words: Messages['graphicsCards'],
): ReadonlyMap<string, string> {
  const plain = (card: CardReading) => card.name ?? words.unnamed(MAKERS[card.vendor]);
  return new Map(
    cards.map((card) => {
      const alike = cards.filter((other) => plain(other) === plain(card));
      const number = alike.length > 1 ? ` (${alike.indexOf(card) + 1})` : '';
      return [card.id, plain(card) + number];
    }),
  );
}
