import type { DictationParts } from './dictation-parts';
import { preloadFinalModel } from './final-model';

/**
 * Makes the models of a dictation ready before anybody speaks: that of the words first. Only what is here is loaded, and
 * a model that fails is told where it is needed.
 */
export async function preloadModels({
  clients,
  engine,
  models,
}: Pick<DictationParts, 'clients' | 'engine' | 'models'>): Promise<void> {
  const { partial, final } = models();
  await engine.preload(partial);
  // Where the first did not come, nothing more is tried.
  if (final === partial || !engine.description) return;
  const { signal } = new AbortController();
  await preloadFinalModel(final, {
    inference: clients.inference,
    signal,
    onFailed: (id, code) => engine.note(id, code),
  });
}
