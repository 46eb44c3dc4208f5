import { AppError, CancelledError } from '$lib/core/errors';
import type { ResidencyEvent } from '$lib/protocol/residency';
import { beforeEach, expect, test } from 'vitest';
import { BUDGET, FakeResidency, moment } from './fake-residency';

let residency: FakeResidency;
beforeEach(() => void (residency = new FakeResidency()));

test('models stay beside one another as long as there is room, and are not loaded again', async () => {
  await residency.use('base');
  await residency.use('small');
  await residency.use('base');
  expect(residency.here).toEqual(['base', 'small']);
  expect(residency.told.filter((each) => each.startsWith('came'))).toEqual(['came base', 'came small']);
  expect(residency.models.residents).toMatchObject({
    budgetBytes: BUDGET,
    coming: [],
    models: [{ inUse: false, isWarm: true, bytes: { wasm: 100e6 } }, {}],
  });
});

test('the least recently used goes first, and its memory with it', async () => {
  await residency.use('base');
  await moment();
  await residency.use('small');
  await moment();
  await residency.use('base');
  await residency.use('large');
  expect(residency.here).toEqual(['base', 'large']);
  expect(residency.disposed).toEqual(['small']);
  expect(residency.told).toContain('evicted small');
});

test('what is in use stays, and who has no room for that is told how much there is', async () => {
  const base = await residency.hold('base');
  const small = await residency.hold('small');
  const refused = residency.hold('large');
  await expect(refused).rejects.toMatchObject({ code: 'out-of-memory' });
  await expect(refused).rejects.toThrow(
    'large needs 600 MB: models may take 1000 MB, of which 500 MB are in use',
  );
  expect(residency.here).toEqual(['base', 'small']);
  small.giveBack();
  small.giveBack();
  await residency.use('large');
  expect(residency.here).toEqual(['base', 'large']);
  expect(residency.models.residents.models[0]?.inUse).toBe(true);
  base.giveBack();
  expect(residency.models.residents.models[0]?.inUse).toBe(false);
});

test('a model that has two users stays until both have given it back', async () => {
  const [first, second] = [await residency.hold('large'), await residency.hold('large')];
  first.giveBack();
  await expect(residency.hold('small').then(() => residency.hold('base'))).rejects.toMatchObject({
    code: 'out-of-memory',
  });
  second.giveBack();
  await residency.use('base');
  expect(residency.disposed).toEqual(['large']);
});

test('one that is larger than the budget is refused, and nothing goes for it', async () => {
  await residency.use('base');
  await expect(residency.hold('huge')).rejects.toThrow(
    'huge needs 1200 MB: models may take 1000 MB, of which 0 MB are in use',
  );
  expect(residency.here).toEqual(['base']);
});

test('two that come at once do not count on the same room', async () => {
  residency.areQuick = false;
  const [first, second] = [residency.hold('large'), residency.hold('huge')];
  second.catch(() => undefined);
  await moment();
  residency.needs['small'] = 500e6;
  const third = residency.hold('small');
  await expect(third).rejects.toThrow('of which 600 MB are in use');
  residency.open.get('large')?.finish();
  await first;
  await expect(second).rejects.toMatchObject({ code: 'out-of-memory' });
});

test('all who want the same wait for one load', async () => {
  residency.areQuick = false;
  const both = Promise.all([residency.hold('base', 'file'), residency.hold('base')]);
  await moment();
  expect(residency.open.get('base')?.coming.urgency).toBe('live');
  residency.open.get('base')?.finish();
  const [first, second] = await both;
  expect(second.model).toBe(first.model);
  expect(residency.told).toEqual(['coming base', 'came base', 'used base', 'warm base']);
});

test('a load is called off once nobody waits any more, and the next begins anew', async () => {
  residency.areQuick = false;
  const [one, other] = [new AbortController(), new AbortController()];
  const waits = [residency.hold('base', 'live', one.signal), residency.hold('base', 'file', other.signal)];
  await moment();
  const first = residency.open.get('base');
  one.abort();
  await expect(waits[0]).rejects.toThrow(CancelledError);
  expect(first?.coming.signal.aborted).toBe(false);
  other.abort();
  await expect(waits[1]).rejects.toThrow(CancelledError);
  expect(first?.coming.signal.aborted).toBe(true);
  expect(residency.models.residents.coming).toEqual([]);
  residency.areQuick = true;
  await residency.use('base');
  first?.finish();
  await moment();
  expect(residency.here).toEqual(['base']);
});

test('a load that fails is told to all who wait, and the others stay', async () => {
  await residency.use('base');
  residency.areQuick = false;
  const both = [residency.hold('small'), residency.hold('small')];
  await moment();
  residency.open.get('small')?.fail(new AppError('model-corrupt', 'damaged'));
  for (const each of both) await expect(each).rejects.toMatchObject({ code: 'model-corrupt' });
  expect(residency.here).toEqual(['base']);
  expect(residency.told).toContain('not-come small');
});

test('a signal that was aborted before begins nothing', async () => {
  await expect(residency.hold('base', 'live', AbortSignal.abort())).rejects.toThrow(CancelledError);
  expect(residency.told).toEqual([]);
});

test('a model is released unless somebody has it', async () => {
  const held = await residency.hold('base');
  await residency.use('small');
  expect(await residency.models.release((_, id) => id === 'base')).toBe(false);
  expect(await residency.models.release((_, id) => id === 'small')).toBe(true);
  expect(await residency.models.release((_, id) => id === 'nothing')).toBe(true);
  expect(residency.here).toEqual(['base']);
  held.giveBack();
  expect(await residency.models.release((_, id) => id === 'base')).toBe(true);
  expect(residency.models.holdResident('base')).toBeNull();
});

test('a smaller budget lets models go, but for what is in use', async () => {
  await residency.use('small');
  const base = await residency.hold('base');
  await residency.models.setBudget(400e6);
  expect(residency.here).toEqual(['base']);
  await residency.models.setBudget(256e6);
  await expect(residency.hold('small')).rejects.toThrow('of which 200 MB are in use');
  base.giveBack();
  residency.needs['small'] = 256e6;
  await residency.use('small');
  expect(residency.here).toEqual(['small']);
  await residency.models.setBudget(null);
  expect(residency.models.residents.budgetBytes).toBe(BUDGET);
});

test('who does not watch any more hears nothing', async () => {
  const events: ResidencyEvent[] = [];
  const unwatch = residency.models.watch((event) => events.push(event));
  await residency.use('base');
  const heard = events.length;
  unwatch();
  await residency.use('small');
  expect(events).toHaveLength(heard);
  expect(events.at(-1)?.residents.models).toHaveLength(1);
});
