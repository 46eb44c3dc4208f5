import { expect, test } from 'vitest';
import { browserCard, risenCard } from '../../../../../src/lib/core/performance/cards/browser-card';
import { RTX_3090, RTX_5060_TI, aCard } from './a-card';

const BOTH = [RTX_3090, RTX_5060_TI];

test.each([
  ['ampere', RTX_3090],
  ['blackwell', RTX_5060_TI],
])('of an RTX 3090 and a 5060 Ti, %s is told apart', (architecture, { id }) => {
  expect(browserCard({ vendor: 'nvidia', architecture }, BOTH)).toEqual({ kind: 'one', id });
});

test('a card whose name is not known is one by its maker alone', () => {
  const amd = aCard({ id: '0000:03:00.0', vendor: 'amd' });
  expect(browserCard({ vendor: 'amd', architecture: 'rdna-3' }, [...BOTH, amd])).toEqual({
    ...{ kind: 'one', id: amd.id },
  });
});

test('two cards of the same family cannot be told apart by it', () => {
  const twins = [
    { ...RTX_3090, id: 'a' },
    { ...RTX_3090, id: 'b' },
  ];
  expect(browserCard({ vendor: 'nvidia', architecture: 'ampere' }, twins)).toEqual({
    ...{ kind: 'several', ids: ['a', 'b'] },
  });
});

test('a browser that hides its card may be on any', () => {
  expect(browserCard({ vendor: '', architecture: '' }, BOTH).kind).toBe('several');
});

test('the card in the processor is none of those that NVIDIA tells of', () => {
  expect(browserCard({ vendor: 'intel', architecture: 'gen-12lp' }, BOTH)).toEqual({ kind: 'none' });
  expect(browserCard({ vendor: 'nvidia', architecture: 'turing' }, BOTH)).toEqual({ kind: 'none' });
});

/** Samples of both cards, a second each. */
function samples(...pairs: readonly (readonly [number | null, number | null])[]) {
  return pairs.map(([first, second]) => [
    { ...RTX_3090, utilisation: first },
    { ...RTX_5060_TI, utilisation: second },
  ]);
}

test('the card whose utilisation rises is the one that works', () => {
  const before = samples([0.02, 0.05], [0.03, 0.04]);
  expect(risenCard(before, samples([0.1, 0.05], [0.71, 0.06], [0.68, 0.04]))).toBe(RTX_3090.id);
  expect(risenCard(before, samples([0.02, 0.3], [0.03, 0.4]))).toBe(RTX_5060_TI.id);
});

test('a card that was busy before is not taken for the one that works', () => {
  const before = samples([0.95, 0.01], [0.97, 0.0]);
  expect(risenCard(before, samples([0.96, 0.4], [0.99, 0.5]))).toBe(RTX_5060_TI.id);
});

test.each([
  ['nothing rises', samples([0.05, 0.05]), samples([0.1, 0.06])],
  ['both rise', samples([0, 0]), samples([0.6, 0.55])],
  ['one sample alone stands out', samples([0, 0]), samples([0.02, 0], [0.9, 0], [0.01, 0])],
  ['no card tells', samples([null, null]), samples([null, null])],
  ['nothing is known from before', [], samples([0.9, 0])],
  ['nothing was told during it', samples([0, 0]), []],
])('where %s, nothing is concluded', (_, before, during) => {
  expect(risenCard(before, during)).toBeNull();
});
