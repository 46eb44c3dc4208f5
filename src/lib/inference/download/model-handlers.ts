import { AppError } from '../../core/errors';
import type { CatalogueEntry } from '../../core/models/catalogue-entry';
import { catalogueEntry } from '../../core/models/model-catalogue';
import type { ModelHosts } from '../../core/models/model-hosts';
import type { DownloadRequests } from '../../protocol/download';
import type { Handlers } from '../../protocol/rpc';
import { freeBytes } from '../store/free-bytes';
import { withFreeModelLock } from '../store/model-lock';
import { ModelStore } from '../store/model-store';
import { adoptUnpublished, fetchCatalogueModel } from './catalogue-download';
import { PolicyRefusals } from './policy-refusals';

type ModelRequests = Pick<DownloadRequests, 'list-models' | 'fetch-model' | 'adopt-model' | 'remove-model'>;

/**
 * The download worker's answers about models on this device and in the catalogue.
 *
 * @param scope the worker's own, which hears what its policy refuses
 */
export function modelHandlers(hosts: ModelHosts, scope: EventTarget): Handlers<ModelRequests> {
  return {
    'list-models': async () => {
      const store = await ModelStore.open();
      await store.sweep();
      const [models, partial] = [await store.list(), await store.partial()];
      const { quota: grantedBytes = null } = await navigator.storage.estimate();
      const usedBytes = await store.usedBytes();
      return { models, partial, usedBytes, grantedBytes, hosts: hosts.origins };
    },
    'fetch-model': async ({ entryId }, { signal, emit }) => {
      const refusals = new PolicyRefusals(scope);
      const { wasRefused } = refusals;
      const store = await ModelStore.open();
      const options = { store, base: hosts.base, signal, onProgress: emit, freeBytes, wasRefused };
      return fetchCatalogueModel(requireEntry(entryId), options).finally(() => refusals.dispose());
    },
    'adopt-model': async ({ entryId }, { signal }) =>
      adoptUnpublished(requireEntry(entryId), { store: await ModelStore.open(), signal }),
    'remove-model': async ({ modelId }) => {
      const store = await ModelStore.open();
      await withFreeModelLock(modelId, () => store.remove(modelId));
      return null;
    },
  };
}

function requireEntry(id: string): CatalogueEntry {
  const entry = catalogueEntry(id);
  if (!entry) throw new AppError('model-missing', `${id} is not in the catalogue`);
  return entry;
}
