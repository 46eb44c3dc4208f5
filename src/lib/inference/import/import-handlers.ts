import type { OpenModel } from '../../core/checkpoint/byte-file';
import { AppError } from '../../core/errors';
import type { ModelImportRequests } from '../../protocol/model-import';
import type { Handlers } from '../../protocol/rpc';
import { appVocabularies } from './app-vocabularies';
import { freeBytes } from '../store/free-bytes';
import { exportName } from './export-model';
import { importModel } from './import-model';
import type { ImportStore } from './import-store';

/** What import and export need of `ModelStore`. */
export interface ImportHandlerStore extends ImportStore {
  /** Null where the model is not here whole. */
  open(id: string): Promise<OpenModel | null>;
  /** The model's file as it lies on the disk; null where it is not here whole. */
  file(id: string): Promise<Blob | null>;
}

/** The download worker's answers about models that are brought and taken away. @param openStore as each call begins */
export function importHandlers(openStore: () => Promise<ImportHandlerStore>): Handlers<ModelImportRequests> {
  return {
    'import-model': async ({ files, keepsHalves, ownModel }, { signal, emit }) => {
      const store = await openStore();
      const vocabularies = appVocabularies(ownModel, (id) => store.open(id), signal);
      return importModel(files, { store, keepsHalves, vocabularies, signal, onProgress: emit, freeBytes });
    },
    'export-model': async ({ modelId }) => {
      const store = await openStore();
      const [models, file] = [await store.list(), await store.file(modelId)];
      const model = models.find(({ id }) => id === modelId);
      if (!model || !file) throw new AppError('model-missing', `${modelId} is not on this device`);
      return { name: await exportName(model, file), file };
    },
  };
}
