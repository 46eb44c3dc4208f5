import { AppError } from '../../core/errors';
import type { InferenceRequests } from '../../protocol/inference';
import type { WindowRequests } from '../../protocol/media';
import { announceLife } from '../../runtime/worker-life';
import { RpcClient, serve } from '../../protocol/rpc';
import { Cancellation } from './cancellation';
import { measureDraft } from './draft-measurement';
import type { Engine } from './engine';
import { PLAIN_VARIANT } from './engine-opener';
import { measureGpu } from './gpu-measurement';
import { transcribeRecording, type TranscribeOptions } from './file-transcriber';
import { ModelLoader } from './model-loader';
import { ModelStore } from './model-store';

const cancellation = new Cancellation();
const loader = new ModelLoader(() => ModelStore.open(), cancellation.breathe);
let queue: Promise<unknown> = Promise.resolve();

/** onnxruntime corrupts its memory where two calls overlap: one piece of work at a time. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = queue.then(work);
  queue = result.catch(() => undefined);
  return result;
}

/** Closes the port when the work is done, or has failed. */
async function withWindows<Result>(
  windows: MessagePort,
  signal: AbortSignal,
  work: (engine: Engine, nextWindow: TranscribeOptions['nextWindow']) => Promise<Result>,
): Promise<Result> {
  try {
    if (!loader.loaded) throw new AppError('model-missing', 'no model is loaded');
    const source = new RpcClient<WindowRequests>(windows);
    return await work(loader.loaded.engine, () => source.call('next-window', null, { signal }));
  } finally {
    windows.close();
  }
}

announceLife();
serve<InferenceRequests>(self, {
  'load-model': ({ modelId, ...how }, { signal }) =>
    inTurn(() => {
      // A model is tested as it is loaded: what was called off before is no reason to stop that.
      cancellation.watch(signal, null);
      return loader.load(modelId, how);
    }),
  'transcribe-recording': (
    { windows, language, settings, vocabulary, previousLanguage, cancelFlag },
    { signal, emit },
  ) =>
    inTurn(() => {
      cancellation.watch(signal, cancelFlag);
      return withWindows(windows, signal, (engine, nextWindow) => {
        const options = { nextWindow, choice: language, settings, vocabulary, previousLanguage, emit };
        return transcribeRecording(engine, options);
      });
    }),
  'measure-draft': ({ windows, language }, { signal }) =>
    inTurn(() => {
      cancellation.watch(signal, null);
      return withWindows(windows, signal, async (engine, nextWindow) => {
        const window = await nextWindow();
        return window && measureDraft(engine, window, language);
      });
    }),
  'measure-gpu': ({ model, activations, ...options }) =>
    inTurn(async () => {
      const { engine, adapter } = await loader.openOnGpu(model, { ...PLAIN_VARIANT, activations });
      const modelId = model.kind === 'kept' ? model.modelId : `random ${model.size}`;
      const measurement = await measureGpu(engine, { modelId, ...options }).finally(() => engine.dispose());
      return { adapter, measurement };
    }),
});
