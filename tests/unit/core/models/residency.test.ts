import { whatToEvict, type Evictable } from '$lib/core/models/residency';
import { expect, test } from 'vitest';

const model = (id: string, bytes: number, lastUsedMs: number | null, inUse = false): Evictable => ({
  ...{ id, bytes, lastUsedMs, inUse },
});
const old = model('old', 100, 1);
const recent = model('recent', 100, 9);
const used = model('used', 100, 0, true);
const ahead = model('ahead', 100, null);
const later = model('later', 100, null);

test.each([
  { what: 'nothing goes where there is room', residents: [recent, old], needed: 100, budget: 300, goes: [] },
  {
    what: 'the longest unused goes first',
    residents: [recent, old],
    needed: 100,
    budget: 250,
    goes: ['old'],
  },
  { what: 'no more goes than has to', residents: [old, recent], needed: 1, budget: 101, goes: ['old'] },
  {
    what: 'all go that are not in use',
    residents: [used, recent, old],
    needed: 100,
    budget: 200,
    goes: ['old', 'recent'],
  },
  {
    what: 'what nobody has used goes before, the last that came first',
    residents: [old, ahead, later],
    needed: 100,
    budget: 200,
    goes: ['later', 'ahead'],
  },
  {
    what: 'in use it stays, however long ago',
    residents: [used],
    needed: 100,
    budget: 199,
    goes: 'too-large',
  },
  { what: 'what is larger than all there is', residents: [], needed: 300, budget: 299, goes: 'too-large' },
  { what: 'a smaller budget', residents: [old, recent], needed: 0, budget: 150, goes: ['old'] },
  { what: 'a budget to the byte', residents: [old], needed: 200, budget: 300, goes: [] },
])('$what', ({ residents, needed, budget, goes }) => {
  expect(whatToEvict(residents, needed, budget)).toEqual(goes);
});
