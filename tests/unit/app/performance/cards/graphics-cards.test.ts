import { expect, test } from 'vitest';
import { ENGINE } from '../../fake-clients';
import { FakeCards, ON_CARD, OTHER, RTX } from './fake-cards';

test('the cards are asked about while somebody looks, however many, and no longer', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  expect(fake.asked).toBe(0);
  const [one, two] = [new AbortController(), new AbortController()];
  cards.watch(one.signal);
  cards.watch(two.signal);
  fake.tell([RTX()]);
  expect([fake.asked, cards.cards.length]).toEqual([1, 1]);
  one.abort();
  expect(fake.listeners.size).toBe(1);
  two.abort();
  expect([fake.listeners.size, cards.state.kind]).toEqual([0, 'waiting']);
});

test('the hour goes on where it was when somebody looks again', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  for (let look = 0; look < 2; look++) {
    const looking = new AbortController();
    cards.watch(looking.signal);
    fake.nowMs += 60_000;
    fake.tell([RTX()]);
    looking.abort();
  }
  expect(cards.steps.get('rtx')).toHaveLength(2);
});

test('without such a server that is said, and a look later asks again', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  const looking = new AbortController();
  cards.watch(looking.signal);
  fake.fallSilent();
  expect(cards.state.kind).toBe('no-server');
  looking.abort();
  cards.watch(new AbortController().signal);
  expect([cards.state.kind, fake.asked]).toEqual(['waiting', 2]);
});

test('a host of files alone is asked once for recordings, not again', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  for (let run = 0; run < 3; run++) {
    cards.setWorking(true);
    fake.fallSilent();
    cards.setWorking(false);
  }
  expect([fake.asked, fake.listeners.size, fake.held]).toEqual([1, 0, []]);
});

test('a card that is too hot has recordings wait, until it is five degrees cooler', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  cards.setWorking(true);
  for (const temperatureCelsius of [79, 82, 79, 76, 75]) fake.tell([RTX({ temperatureCelsius })]);
  expect(fake.held).toEqual([true, false]);
  expect(cards.isEasing).toBe(false);
});

test.each([
  ['the server falls silent', (fake: FakeCards) => fake.fallSilent()],
  ['the card is not told of any more', (fake: FakeCards) => fake.tell([])],
])('recordings go on where %s', (_, happens) => {
  const fake = new FakeCards();
  const cards = fake.create();
  cards.setWorking(true);
  fake.tell([RTX({ temperatureCelsius: 90 })]);
  happens(fake);
  expect([fake.held, cards.isEasing]).toEqual([[true, false], false]);
});

test('recordings that end let go', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  cards.setWorking(true);
  fake.tell([RTX({ temperatureCelsius: 90 })]);
  cards.setWorking(false);
  expect([fake.held, fake.listeners.size]).toEqual([[true, false], 0]);
});

test('another card that is hot, or one that is only looked at, has nothing wait', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  cards.setWorking(true);
  fake.tell([RTX(), OTHER({ temperatureCelsius: 99 })]);
  cards.setWorking(false);
  cards.watch(new AbortController().signal);
  fake.tell([RTX({ temperatureCelsius: 99 })]);
  expect(fake.held).toEqual([]);
});

test('the limit is kept, counts at once, and stays within reason', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  cards.setWorking(true);
  fake.tell([RTX({ temperatureCelsius: 70 })]);
  cards.setLimit(65);
  expect(fake.held).toEqual([true]);
  cards.setLimit(10_000);
  expect(fake.create().limitCelsius).toBe(95);
  fake.kept.set('card-temperature-limit', 'nonsense');
  expect(fake.create().limitCelsius).toBe(80);
});

test('the card in use is told by what the browser says of it', () => {
  const fake = new FakeCards();
  const cards = fake.create();
  cards.watch(new AbortController().signal);
  fake.tell([RTX(), OTHER()]);
  expect(cards.used).toEqual({ kind: 'one', id: 'rtx' });
  fake.description = { ...ENGINE, offered: [{ ...ON_CARD.offered[0]!, architecture: 'blackwell' }] };
  expect(cards.used).toEqual({ kind: 'one', id: 'other' });
  fake.description = null;
  expect(cards.used).toBeNull();
});

test('a burst tells two cards of the same family apart', async () => {
  const fake = new FakeCards();
  const cards = fake.create();
  cards.watch(new AbortController().signal);
  const twins = (busy: number) => [RTX({ id: 'a' }), RTX({ id: 'b', utilisation: busy })];
  fake.onSecond = () => fake.tell(twins(fake.isBusy ? 0.6 : 0.02));
  fake.tell(twins(0));
  expect(cards.used).toEqual({ kind: 'several', ids: ['a', 'b'] });
  await cards.burst.run(new AbortController().signal);
  expect(cards.burst.outcome).toEqual({ kind: 'rose', id: 'b' });
  expect(cards.used).toEqual({ kind: 'one', id: 'b' });
  expect(fake.busyFor).toHaveLength(1);
});
