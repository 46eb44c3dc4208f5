import { expect, test } from 'vitest';
import { SerialQueue } from '../../../src/lib/core/serial-queue';

test('work begins when the work before it has settled, whether well or not', async () => {
  const queue = new SerialQueue();
  const seen: string[] = [];
  const work = (name: string, failure?: Error) => async () => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push(`${name} ends`);
    if (failure) throw failure;
    return name;
  };
  const asked = [
    queue.run(work('first', new Error('broken'))),
    queue.run(work('second')),
    queue.run(work('third')),
  ];
  const [first, ...others] = await Promise.allSettled(asked);
  expect(first).toMatchObject({ status: 'rejected', reason: { message: 'broken' } });
  expect(others).toMatchObject([{ value: 'second' }, { value: 'third' }]);
  expect(seen).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
});
