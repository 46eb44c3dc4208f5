import type { OpenModel } from '../../src/lib/core/checkpoint/byte-file';
import { fetchCatalogueModel } from '../../src/lib/inference/download/catalogue-download';
import { withFreeModelLock } from '../../src/lib/inference/store/model-lock';
import { ModelStore } from '../../src/lib/inference/store/model-store';
import { serve } from '../../src/lib/protocol/rpc';
import type { StoreRequests } from './store-requests';

let open: OpenModel | null = null;

serve<StoreRequests>(self, {
  fetch: async ({ entry, base, freeBytes, hangAtBytes = Infinity }, { signal, emit }) =>
    fetchCatalogueModel(entry, {
      ...{ store: await ModelStore.open(), base, signal },
      onProgress: (progress) => {
        emit(progress);
        if (progress.receivedBytes >= hangAtBytes)
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      },
      freeBytes: () => Promise.resolve(freeBytes ?? null),
      wasRefused: () => Promise.resolve(false),
    }),
  list: async () => (await ModelStore.open()).list(),
  partial: async () => (await ModelStore.open()).partial(),
  keep: async ({ model, bytes }) => {
    const store = await ModelStore.open();
    const file = await store.openForWriting(model.id);
    file.write(bytes, { at: 0 });
    file.close();
    await store.keep(model);
    return null;
  },
  rename: async ({ id, newId }) => {
    await (await ModelStore.open()).rename(id, newId);
    return null;
  },
  remove: async ({ id }) => {
    const store = await ModelStore.open();
    await withFreeModelLock(id, () => store.remove(id));
    return null;
  },
  sweep: async () => {
    await (await ModelStore.open()).sweep();
    return null;
  },
  open: async ({ id }) => {
    open = await (await ModelStore.open()).open(id);
    return open !== null;
  },
  read: async () => open && new Uint8Array(await open.file.slice(0, 4).arrayBuffer()),
  close: () => {
    open?.file.close();
    open = null;
    return Promise.resolve(null);
  },
});
