import { AppError } from '../../../core/errors';
import type { PreviousUtterance } from '../../../core/recognition/carry-over';
import { dictate } from '../../../core/recognition/dictation-session';
import type { Recogniser } from '../../../core/recognition/recogniser';
import { transcribeWindow } from '../../../core/recognition/transcribe-window';
import { transcribeRecording } from '../../../core/recognition/transcribe-recording';
import type { SerialQueue } from '../../../core/serial-queue';
import type { TranscribedWindow } from '../../../core/transcript/transcript';
import { DECODING_DEFAULTS } from '../../../core/whisper/decoding/decoding-settings';
import type { DecodeRequestCalls } from '../../../protocol/listener';
import type { LoadingRequests } from '../../../protocol/loading';
import type { RecognitionRequests } from '../../../protocol/recognition';
import { RpcClient, type Handlers } from '../../../protocol/rpc';
import type { Models, RecogniserUser } from './models';
import { RequestWatch } from './request-watch';
import { windowSource, withPort } from './window-source';

const NEVER = () => false;

/** Loads models and makes text with the one that is ready, whatever kind it is. */
export class RecognitionService {
  #dictations = 0;
  #lastSaid: PreviousUtterance | null = null;

  /** @param queue for what needs the engine to itself, or is to be done in order */
  constructor(
    private readonly models: Models,
    private readonly queue: SerialQueue,
  ) {}

  readonly handlers: Handlers<LoadingRequests & RecognitionRequests> = {
    'load-model': async ({ modelId, ...how }, { signal, emit }) => {
      const { models } = this;
      // Nobody who wants a model that is ready waits for a recording to end, and none is changed during a dictation.
      const ready = await models.ready(modelId, how);
      if (ready) return ready;
      if (this.#dictations > 0 && models.loaded) return models.loaded.description;
      const unwatch = models.watchBytes((received) => emit(received));
      return this.queue.run(() => models.load(modelId, how, signal)).finally(unwatch);
    },
    'warm-up': () => this.queue.run(() => this.models.warmUp().then(() => null)),
    'transcribe-recording': ({ windows, cancelFlag, ...request }, { signal, emit }) =>
      this.queue.run(() =>
        withPort(windows, async () => {
          const isCalledOff = () => cancelFlag !== null && Atomics.load(cancelFlag, 0) !== 0;
          const user = { urgency: 'file', signal, isCalledOff } as const;
          const nextWindow = windowSource(windows, signal);
          return transcribeRecording(await this.#recogniserFor(user), {
            ...request,
            nextWindow,
            nowMs,
            emit,
          });
        }),
      ),
    dictate: ({ requests, ...request }, { signal, emit }) =>
      withPort(requests.port, async () => {
        const source = new RpcClient<DecodeRequestCalls>(requests.port);
        const watch = new RequestWatch(requests.calledOff);
        this.#dictations++;
        try {
          await dictate(
            await this.#recogniserFor({ urgency: 'live', signal, isCalledOff: watch.isCalledOff }),
            {
              request: { ...request, previous: null, previousLanguage: null },
              nextRequest: () => source.call('next-request', null, { signal }),
              onBegin: watch.begin,
              onSaid: (said) => (this.#lastSaid = said),
              nowMs,
              emit,
            },
          );
          return null;
        } finally {
          this.#dictations--;
        }
      }),
    'dictate-again': ({ language, vocabulary }, { signal }) =>
      this.#again(language, vocabulary, { urgency: 'live', signal, isCalledOff: NEVER }),
  };

  async #again(
    language: string,
    vocabulary: readonly string[],
    user: RecogniserUser,
  ): Promise<TranscribedWindow | null> {
    const window = this.#lastSaid?.window;
    if (!window) return null;
    return transcribeWindow(await this.#recogniserFor(user), window, {
      language: { kind: 'given', language },
      vocabulary,
      settings: DECODING_DEFAULTS,
      previous: null,
      previousLanguage: null,
    });
  }

  #recogniserFor(user: RecogniserUser): Promise<Recogniser> {
    const { loaded } = this.models;
    if (!loaded) throw new AppError('model-missing', 'no model is loaded');
    return loaded.recogniserFor(user);
  }
}

/** Milliseconds since 1970. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
