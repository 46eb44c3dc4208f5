import type { DownloadRequests } from '../../protocol/download';
import { fetchOwnFile } from '../../runtime/own-file';
import { announceLife } from '../../runtime/worker-life';
import { serve } from '../../protocol/rpc';
import { keepModel } from './model-download';

announceLife();
serve<DownloadRequests>(self, {
  'keep-model': async ({ modelId, baseUrl }, { signal, emit }) => {
    await keepModel({ modelId, baseUrl, signal, onProgress: emit });
    return null;
  },
  'fetch-file': async ({ url }, { signal }) => ({ file: await fetchOwnFile(url, { signal }) }),
});
