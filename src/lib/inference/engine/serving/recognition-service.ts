import type { PreviousUtterance } from '../../../core/recognition/carry-over';
import { dictate } from '../../../core/recognition/dictation-session';
import type { Recogniser } from '../../../core/recognition/recogniser';
import { withFinalsOf } from '../../../core/recognition/separate-finals';
import { transcribeWindow } from '../../../core/recognition/transcribe-window';
import { transcribeRecording } from '../../../core/recognition/transcribe-recording';
import type { SerialQueue } from '../../../core/serial-queue';
import type { TranscribedWindow } from '../../../core/transcript/transcript';
import { DECODING_DEFAULTS } from '../../../core/whisper/decoding/decoding-settings';
import type { DecodeRequestCalls } from '../../../protocol/listener';
import type { LoadingRequests, WantedModel } from '../../../protocol/loading';
import type { RecognitionRequests } from '../../../protocol/recognition';
import { RpcClient, type CallContext, type Handlers } from '../../../protocol/rpc';
import { FinalModel } from './final-model';
import type { Models, RecogniserUser } from './models';
import { RequestWatch } from './request-watch';
import { windowSource, withPort } from './window-source';

const NEVER = () => false;

type Dictation = RecognitionRequests['dictate'];
type Recording = RecognitionRequests['transcribe-recording'];

/** Loads models and makes text with those that are asked for, whatever kind they are. */
export class RecognitionService {
  #lastSaid: PreviousUtterance | null = null;
  /** Of the dictations that run: one at most, unless a page was left in the middle. */
  readonly #finals = new Set<FinalModel>();

  /** @param queue for what is to be done in order: recordings, and what needs the engine to itself */
  constructor(
    private readonly models: Models,
    private readonly queue: SerialQueue,
  ) {}

  readonly handlers: Handlers<LoadingRequests & RecognitionRequests> = {
    'load-model': (wanted, { signal, emit }) => {
      const unwatch = this.models.watchBytes((received) => emit(received));
      // Somebody looks at the page and waits.
      return this.models.load(wanted, { signal, urgency: 'live' }).finally(unwatch);
    },
    'warm-up': () => this.queue.run(() => this.models.warmUp().then(() => null)),
    'transcribe-recording': (request, context) => this.queue.run(() => this.#transcribe(request, context)),
    dictate: async (request, context) => {
      await withPort(request.requests.port, () => this.#dictate(request, context));
      return null;
    },
    'write-finals': ({ model }) => {
      for (const final of this.#finals) final.change(model);
      return Promise.resolve(null);
    },
    'dictate-again': ({ model, language, vocabulary }, { signal }) =>
      this.#again({ urgency: 'live', signal, isCalledOff: NEVER }, { model, language, vocabulary }),
  };

  #transcribe(
    { windows, cancelFlag, model, ...request }: Recording['request'],
    { signal, emit }: CallContext<Recording['event']>,
  ): Promise<Recording['response']> {
    return withPort(windows, () => {
      const isCalledOff = () => cancelFlag !== null && Atomics.load(cancelFlag, 0) !== 0;
      const nextWindow = windowSource(windows, signal);
      return this.#using(model, { urgency: 'file', signal, isCalledOff }, (recogniser) =>
        transcribeRecording(recogniser, { ...request, nextWindow, nowMs, emit }),
      );
    });
  }

  #dictate(
    { requests, model, finalModel, ...request }: Dictation['request'],
    { signal, emit }: CallContext<Dictation['event']>,
  ): Promise<void> {
    const source = new RpcClient<DecodeRequestCalls>(requests.port);
    const watch = new RequestWatch(requests.calledOff);
    const user = { urgency: 'live', signal, isCalledOff: watch.isCalledOff } as const;
    const final = new FinalModel(this.models, finalModel, user);
    this.#finals.add(final);
    const nextRequest = async () => {
      const next = await source.call('next-request', null, { signal });
      await final.look();
      return next;
    };
    return this.#using(model, user, (recogniser) =>
      dictate(withFinalsOf(recogniser, final.ofNextUtterance), {
        request: { ...request, previous: null, previousLanguage: null },
        nextRequest,
        onBegin: watch.begin,
        onSaid: (said) => (this.#lastSaid = said),
        nowMs,
        emit,
      }),
    ).finally(() => {
      this.#finals.delete(final);
      final.giveBack();
    });
  }

  async #again(
    user: RecogniserUser,
    { model, language, vocabulary }: RecognitionRequests['dictate-again']['request'],
  ): Promise<TranscribedWindow | null> {
    const window = this.#lastSaid?.window;
    if (!window) return null;
    return this.#using(model, user, (recogniser) =>
      transcribeWindow(recogniser, window, {
        language: { kind: 'given', language },
        vocabulary,
        settings: DECODING_DEFAULTS,
        previous: null,
        previousLanguage: null,
      }),
    );
  }

  /** The model stays in memory meanwhile. */
  async #using<Result>(
    wanted: WantedModel | null,
    user: RecogniserUser,
    work: (recogniser: Recogniser) => Promise<Result>,
  ): Promise<Result> {
    const held = await this.models.hold(wanted, user);
    try {
      return await work(await held.recogniserFor(user));
    } finally {
      held.giveBack();
    }
  }
}

/** Milliseconds since 1970. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
