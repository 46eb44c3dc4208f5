import { AppError } from '../../core/errors';
import type { InferenceRequests } from '../../protocol/inference';
import type { WindowRequests } from '../../protocol/media';
import { announceLife } from '../../runtime/worker-life';
import { RpcClient, serve } from '../../protocol/rpc';
import { Cancellation } from './cancellation';
import { transcribeRecording } from './file-transcriber';
import { ModelLoader } from './model-loader';

const cancellation = new Cancellation();
const loader = new ModelLoader(cancellation.breathe);
let queue: Promise<unknown> = Promise.resolve();

/** onnxruntime corrupts its memory where two calls overlap: one piece of work at a time. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = queue.then(work);
  queue = result.catch(() => undefined);
  return result;
}

announceLife();
serve<InferenceRequests>(self, {
  'load-model': ({ modelId, kernels }) => inTurn(() => loader.load(modelId, kernels)),
  'transcribe-recording': (
    { windows, language, settings, vocabulary, previousLanguage, cancelFlag },
    { signal, emit },
  ) =>
    inTurn(async () => {
      if (!loader.loaded) throw new AppError('model-missing', 'no model is loaded');
      cancellation.watch(signal, cancelFlag);
      const source = new RpcClient<WindowRequests>(windows);
      try {
        const nextWindow = () => source.call('next-window', null, { signal });
        const options = { nextWindow, choice: language, settings, vocabulary, previousLanguage, emit };
        return await transcribeRecording(loader.loaded.engine, options);
      } finally {
        windows.close();
      }
    }),
});
