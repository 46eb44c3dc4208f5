import { modelHosts } from '../../core/models/model-hosts';
import type { DownloadRequests } from '../../protocol/download';
import type { ModelImportRequests } from '../../protocol/model-import';
import { serve } from '../../protocol/rpc';
import { fetchOwnFile } from '../../runtime/own-file';
import { announceLife } from '../../runtime/worker-life';
import { importHandlers } from '../import/import-handlers';
import { ModelStore } from '../store/model-store';
import { keepModel } from './model-download';
import { modelHandlers } from './model-handlers';

announceLife();
serve<DownloadRequests & ModelImportRequests>(self, {
  'keep-model': async ({ modelId, baseUrl }, { signal, emit }) => {
    await keepModel({ modelId, baseUrl, signal, onProgress: emit });
    return null;
  },
  'fetch-file': async ({ url }, { signal }) => ({ file: await fetchOwnFile(url, { signal }) }),
  // The build writes it, see scripts/setup/model-hosts.
  ...modelHandlers(modelHosts(import.meta.env.VITE_MODEL_HOSTS), self),
  ...importHandlers(() => ModelStore.open()),
});
