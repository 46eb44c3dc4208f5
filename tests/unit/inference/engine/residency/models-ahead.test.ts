import { NotAhead } from '$lib/inference/engine/residency/resident-models';
import { beforeEach, expect, test } from 'vitest';
import { FakeResidency, moment } from './fake-residency';

let residency: FakeResidency;
beforeEach(() => void (residency = new FakeResidency()));

test('what comes ahead of its need takes no other its room', async () => {
  await residency.use('large');
  await residency.use('base', 'idle');
  await expect(residency.hold('small', 'idle')).rejects.toMatchObject({ outcome: 'no-room' });
  expect(residency.here).toEqual(['large', 'base']);
  expect(residency.models.residents.models[1]).toMatchObject({
    modelId: 'base',
    lastUsedMs: null,
    inUse: false,
  });
  // Nobody has used it: it goes before what is older.
  await residency.use('small');
  expect(residency.disposed).toEqual(['base']);
});

test('what comes ahead gives its room up to what somebody waits for', async () => {
  residency.areQuick = false;
  const ahead = residency.hold('large', 'idle');
  await moment();
  expect(residency.models.residents.coming).toEqual([
    { modelId: 'large', neededBytes: 600e6, isAhead: true },
  ]);
  const needed = residency.hold('small');
  residency.needs['small'] = 500e6;
  await expect(ahead).rejects.toThrow(NotAhead);
  await expect(ahead).rejects.toMatchObject({ outcome: 'gave-way' });
  await moment();
  residency.open.get('small')?.finish();
  (await needed).giveBack();
  expect(residency.here).toEqual(['small']);
});

test('what comes ahead is hurried by whoever needs it, even where it had no room', async () => {
  residency.areQuick = false;
  const ahead = residency.hold('base', 'idle');
  await moment();
  expect(residency.open.get('base')?.coming.urgency).toBe('idle');
  const needed = residency.hold('base');
  expect(residency.open.get('base')?.coming.urgency).toBe('live');
  residency.open.get('base')?.finish();
  (await needed).giveBack();
  (await ahead).giveBack();
  residency.areQuick = true;
  await residency.use('large');
  residency.needs['small'] = 400e6;
  const refused = residency.hold('small', 'idle');
  const hurried = residency.hold('small');
  await Promise.all([refused, hurried]);
  expect(residency.here).toEqual(['large', 'small']);
});
