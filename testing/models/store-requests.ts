import type { CatalogueEntry } from '../../src/lib/core/models/catalogue-entry';
import type { KeptModel } from '../../src/lib/core/models/kept-model';
import type { DownloadProgress, ModelsOnDevice } from '../../src/lib/protocol/download';

/** What a test asks of a thread that has the store of models and may download. */
export type StoreRequests = {
  fetch: {
    request: {
      readonly entry: CatalogueEntry;
      readonly base: string;
      readonly freeBytes?: number;
      /** Once so many bytes have come and were told, the thread stands still until it is ended. */
      readonly hangAtBytes?: number;
    };
    response: KeptModel;
    event: DownloadProgress;
  };
  list: { request: null; response: readonly KeptModel[]; event: never };
  partial: { request: null; response: ModelsOnDevice['partial']; event: never };
  keep: {
    request: { readonly model: KeptModel; readonly bytes: Uint8Array<ArrayBuffer> };
    response: null;
    event: never;
  };
  rename: { request: { readonly id: string; readonly newId: string }; response: null; event: never };
  remove: { request: { readonly id: string }; response: null; event: never };
  sweep: { request: null; response: null; event: never };
  /** Holds a model open until `close`. */
  open: { request: { readonly id: string }; response: boolean; event: never };
  /** The first bytes of what is open. */
  read: { request: null; response: Uint8Array | null; event: never };
  close: { request: null; response: null; event: never };
};
