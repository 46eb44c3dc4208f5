import { expect, test } from 'vitest';
import { AppError } from '../../../../../src/lib/core/errors';
import { ENGINE } from '../../fake-clients';
import { FakeCards, OTHER, RTX } from './fake-cards';

function looking(fake: FakeCards) {
  const cards = fake.create();
  cards.watch(new AbortController().signal);
  return cards;
}

test('where no card stands out that is said', async () => {
  const fake = new FakeCards();
  const { burst } = looking(fake);
  fake.onSecond = () => fake.tell([RTX({ utilisation: 0.1 }), OTHER({ utilisation: 0.1 })]);
  await burst.run(new AbortController().signal);
  expect([burst.outcome, burst.isRunning]).toEqual([{ kind: 'unclear' }, false]);
});

test('the card that works may be another than the browser says', async () => {
  const fake = new FakeCards();
  const cards = looking(fake);
  fake.onSecond = () => fake.tell([RTX(), OTHER({ utilisation: fake.isBusy ? 0.9 : 0 })]);
  await cards.burst.run(new AbortController().signal);
  expect(cards.burst.outcome).toEqual({ kind: 'rose', id: 'other' });
  expect(cards.used).toEqual({ kind: 'one', id: 'rtx' });
});

test('an engine that fails is told of', async () => {
  const fake = new FakeCards();
  fake.failure = new AppError('gpu-lost', 'gone');
  const { burst } = looking(fake);
  await burst.run(new AbortController().signal);
  expect(burst.outcome).toEqual({ kind: 'failed', code: 'gpu-lost' });
});

test('who leaves the page calls it off', async () => {
  const fake = new FakeCards();
  const { burst } = looking(fake);
  const leaving = new AbortController();
  fake.onSecond = () => leaving.abort();
  await burst.run(leaving.signal);
  expect([burst.outcome, burst.isRunning, fake.busyFor]).toEqual([null, false, []]);
});

test.each([
  ['the processor does the work', (fake: FakeCards) => (fake.description = ENGINE)],
  ['no engine runs', (fake: FakeCards) => (fake.description = null)],
  ['somebody is at work', (fake: FakeCards) => (fake.isWorkHere = true)],
])('where %s nothing is tried', async (_, makeSo) => {
  const fake = new FakeCards();
  makeSo(fake);
  const { burst } = looking(fake);
  expect(burst.isPossible).toBe(false);
  await burst.run(new AbortController().signal);
  expect([burst.outcome, fake.busyFor]).toEqual([null, []]);
});
