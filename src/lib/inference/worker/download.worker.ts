import { AppError } from '../../core/errors';
import type { DownloadRequests } from '../../protocol/download';
import { announceLife } from '../../runtime/worker-life';
import { serve } from '../../protocol/rpc';
import { keepModel } from './model-download';

announceLife();
serve<DownloadRequests>(self, {
  'keep-model': async ({ modelId, baseUrl }, { signal, emit }) => {
    await keepModel({ modelId, baseUrl, signal, onProgress: emit });
    return null;
  },
  'fetch-file': async ({ url }) => {
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) throw new AppError('model-download-failed', `${url} did not come`);
    return { file: await response.blob() };
  },
});
