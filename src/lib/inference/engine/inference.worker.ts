import { AppError } from '../../core/errors';
import { SerialQueue } from '../../core/serial-queue';
import type { PreviousUtterance } from '../../core/recognition/carry-over';
import { DECODING_DEFAULTS } from '../../core/whisper/decoding/decoding-settings';
import type { ReceivedBytes } from '../../protocol/download';
import type { InferenceRequests } from '../../protocol/inference';
import type { DecodeRequestCalls } from '../../protocol/listener';
import type { WindowRequests } from '../../protocol/media';
import { announceLife } from '../../runtime/worker-life';
import { RpcClient, serve } from '../../protocol/rpc';
import { Cancellation } from './cancellation';
import { measureDraft } from './measuring/draft-measurement';
import type { Engine } from './whisper/engine';
import { EngineLock, type Urgency } from './engine-lock';
import { PLAIN_VARIANT } from './choosing/engine-opener';
import { measureGpu } from './measuring/gpu-measurement';
import { transcribeRecording, type TranscribeOptions } from './recognition/file-transcriber';
import { ModelLoader } from './resident-models';
import { ModelStore } from '../store/model-store';
import { SharedEngine } from './shared-engine';
import { dictate, type DictateOptions } from './recognition/dictation-session';
import { RequestWatch } from './request-watch';
import { UtteranceReader } from './recognition/utterance-reader';

type CancelFlag = InferenceRequests['transcribe-recording']['request']['cancelFlag'];

const cancellation = new Cancellation();
/** The runtime may come for the rehearsal, while a model is waited for already. */
const bytesWatchers = new Set<(received: ReceivedBytes) => void>();
const loader = new ModelLoader(
  () => ModelStore.open(),
  cancellation.breathe,
  (received) => bytesWatchers.forEach((tell) => tell(received)),
);
const engineLock = new EngineLock();
/** What needs the engine to itself, or is to be done in order. */
const queue = new SerialQueue();
let dictations = 0;
let lastSaid: PreviousUtterance | null = null;

/** onnxruntime corrupts its memory where two calls overlap: users of the engine take turns, live speech first. */
function engineFor(
  urgency: Urgency,
  signal: AbortSignal,
  cancelFlag: CancelFlag = null,
  check: () => void = () => undefined,
): Engine {
  if (!loader.loaded) throw new AppError('model-missing', 'no model is loaded');
  const beforeCall = () => {
    check();
    cancellation.watch(signal, cancelFlag);
  };
  return new SharedEngine(loader.loaded.engine, engineLock, { urgency, beforeCall });
}

/** Closes the port when the work is done, or has failed. */
async function withPort<Result>(port: MessagePort, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    port.close();
  }
}

function windowSource(windows: MessagePort, signal: AbortSignal): TranscribeOptions['nextWindow'] {
  const source = new RpcClient<WindowRequests>(windows);
  return () => source.call('next-window', null, { signal });
}

announceLife();
serve<InferenceRequests>(self, {
  'load-model': async ({ modelId, ...how }, { signal, emit }) => {
    // Nobody who wants a model that is ready waits for a recording to end, and none is changed while it is dictated to.
    const ready = await loader.ready(modelId, how);
    if (ready) return ready;
    if (dictations > 0 && loader.loaded) return loader.loaded.description;
    const tell = (received: ReceivedBytes) => emit(received);
    bytesWatchers.add(tell);
    return queue
      .run(() => {
        // A model is tested as it is loaded: what was called off before is no reason to stop that.
        cancellation.watch(signal, null);
        return loader.load(modelId, how);
      })
      .finally(() => bytesWatchers.delete(tell));
  },
  'warm-up': () => queue.run(() => loader.warmUp().then(() => null)),
  'transcribe-recording': (
    { windows, language, settings, vocabulary, previousLanguage, cancelFlag },
    { signal, emit },
  ) =>
    queue.run(() =>
      withPort(windows, () => {
        const nextWindow = windowSource(windows, signal);
        const options = { nextWindow, choice: language, settings, vocabulary, previousLanguage, emit };
        return transcribeRecording(engineFor('file', signal, cancelFlag), options);
      }),
    ),
  dictate: ({ requests, language, settings, vocabulary }, { signal, emit }) =>
    withPort(requests.port, async () => {
      const source = new RpcClient<DecodeRequestCalls>(requests.port);
      const nextRequest: DictateOptions['nextRequest'] = (heard) =>
        source.call('next-request', heard, { signal });
      const watch = new RequestWatch(requests.calledOff);
      const engine = engineFor('live', signal, null, watch.check);
      const onSaid = (said: PreviousUtterance) => (lastSaid = said);
      const options = {
        nextRequest,
        choice: language,
        settings,
        vocabulary,
        emit,
        onBegin: watch.begin,
        onSaid,
      };
      dictations++;
      try {
        await dictate(engine, options);
        return null;
      } finally {
        dictations--;
      }
    }),
  'dictate-again': async ({ language, vocabulary }, { signal }) => {
    if (!lastSaid) return null;
    const choice = { kind: 'given', language } as const;
    const options = { choice, settings: DECODING_DEFAULTS, vocabulary };
    return new UtteranceReader(engineFor('live', signal), options).again(lastSaid.window, language);
  },
  'measure-draft': ({ windows, language }, { signal }) =>
    queue.run(() =>
      withPort(windows, async () => {
        const window = await windowSource(windows, signal)();
        return window && measureDraft(engineFor('file', signal), window, language);
      }),
    ),
  'measure-gpu': ({ model, activations, ...options }) =>
    queue.run(async () => {
      const { engine, adapter } = await loader.openOnGpu(model, { ...PLAIN_VARIANT, activations });
      const modelId = model.kind === 'kept' ? model.modelId : `random ${model.size}`;
      const measurement = await measureGpu(engine, { modelId, ...options }).finally(() => engine.dispose());
      return { adapter, measurement };
    }),
});
