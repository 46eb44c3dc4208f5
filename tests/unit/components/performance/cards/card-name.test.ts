import { expect, test } from 'vitest';
import { MESSAGES } from '../../../../../src/lib/app/messages/messages';
import { cardNames } from '../../../../../src/lib/components/performance/cards/card-name';
import { RTX_3090, RTX_5060_TI, aCard } from '../../../core/performance/cards/a-card';

test('cards bear their names, those of one name a number, and those without a name that of their maker', () => {
  const cards = [
    RTX_5060_TI,
    { ...RTX_3090, id: 'a' },
    { ...RTX_3090, id: 'b' },
    aCard({ id: 'c', vendor: 'amd' }),
  ];
  expect([...cardNames(cards, MESSAGES.fr.graphicsCards).values()]).toEqual([
    'NVIDIA GeForce RTX 5060 Ti',
    'NVIDIA GeForce RTX 3090 (1)',
    'NVIDIA GeForce RTX 3090 (2)',
    'Carte graphique AMD',
  ]);
});
