import type { ModelMemory } from '$lib/inference/engine/serving/models';
import { residencyHandlers } from '$lib/inference/engine/serving/residency-handlers';
import type { ResidencyEvent, Residents } from '$lib/protocol/residency';
import { expect, test } from 'vitest';

const residents: Residents = { models: [], coming: [], budgetBytes: 1e9 };

class FakeMemory implements ModelMemory {
  residents = residents;
  readonly watchers = new Set<(event: ResidencyEvent) => void>();

  watch(tell: (event: ResidencyEvent) => void) {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  }

  release(modelId: string) {
    return Promise.resolve(modelId === 'idle');
  }

  preload() {
    return Promise.resolve([]);
  }

  setBudget(bytes: number | null) {
    this.residents = { ...residents, budgetBytes: bytes ?? 7 };
    return Promise.resolve();
  }
}

function context() {
  const [controller, events]: [AbortController, ResidencyEvent[]] = [new AbortController(), []];
  const { signal } = controller;
  const emit = (event: ResidencyEvent) => void events.push(event);
  return { controller, events, call: { signal, emit, transfer: () => undefined } };
}

test('who watches hears how it is, then what happens, and nothing after he has called it off', async () => {
  const memory = new FakeMemory();
  const { controller, events, call } = context();
  const watched = residencyHandlers(memory)['watch-residents'](null, call);
  const change = { kind: 'came', modelId: 'base' } as const;
  memory.watchers.forEach((tell) => tell({ change, residents }));
  expect(events).toEqual([
    { change: null, residents },
    { change, residents },
  ]);
  controller.abort();
  expect(await watched).toBeNull();
  expect(memory.watchers.size).toBe(0);
});

test('a budget that is set is answered with what comes of it', async () => {
  const handlers = residencyHandlers(new FakeMemory());
  const { call } = context();
  const set = handlers['set-memory-budget'];
  const never = { ...call, emit: () => undefined };
  expect((await set({ bytes: 5e9 }, never)).budgetBytes).toBe(5e9);
  expect((await set({ bytes: null }, never)).budgetBytes).toBe(7);
  expect(await handlers['release-model']({ modelId: 'idle' }, never)).toBe(true);
  expect(await handlers['release-model']({ modelId: 'used' }, never)).toBe(false);
});
