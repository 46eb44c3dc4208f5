import type { ResidencyRequests } from '../../../protocol/residency';
import type { Handlers } from '../../../protocol/rpc';
import type { ModelMemory } from './models';

/** What the page may see and change of models in memory. */
export function residencyHandlers(memory: ModelMemory): Handlers<ResidencyRequests> {
  return {
    'resident-models': () => Promise.resolve(memory.residents),
    'watch-residents': async (_, { signal, emit }) => {
      emit({ change: null, residents: memory.residents });
      const unwatch = memory.watch(emit);
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      unwatch();
      return null;
    },
    'release-model': ({ modelId }) => memory.release(modelId),
    'preload-models': ({ models }, { signal }) => memory.preload(models, signal),
    'set-memory-budget': async ({ bytes }) => {
      await memory.setBudget(bytes);
      return memory.residents;
    },
  };
}
