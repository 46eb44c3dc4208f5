import type { DownloadRequests } from '../../protocol/download';
import { serve } from '../../protocol/rpc';
import { keepModel } from './model-download';

serve<DownloadRequests>(self, {
  'keep-model': async ({ modelId, baseUrl }, { signal, emit }) => {
    await keepModel({ modelId, baseUrl, signal, onProgress: emit });
    return null;
  },
});
