import { vi } from 'vitest';
import type { MicrophoneOptions, OpenMicrophone } from '../../../../src/lib/audio/microphone/microphone';
import type { ListenOptions } from '../../../../src/lib/audio/listener-client';
import type { DictationParts } from '../../../../src/lib/app/dictation/dictation-parts';
import {
  DICTATION_DEFAULTS,
  type DictationChoices,
} from '../../../../src/lib/app/dictation/dictation-options.svelte';
import { Dictation } from '../../../../src/lib/app/dictation/dictation.svelte';
import { EngineStarter } from '../../../../src/lib/app/engine/engine-starter.svelte';
import { CancelledError } from '../../../../src/lib/core/errors';
import type { DictateOptions } from '../../../../src/lib/inference/inference-options';
import type { ListenSummary, DecodeRequestChannel } from '../../../../src/lib/protocol/listener';
import type { Preloaded } from '../../../../src/lib/protocol/residency';
import { Work } from '../../../../src/lib/app/browser/work.svelte';
import { FakeLocks } from '../../support/fake-locks';
import { ENGINE, FakeCall, FakeClients, settle } from '../fake-clients';

/** Everything around a dictation, which the test moves by hand. */
export class DictationPage {
  readonly clients = new FakeClients();
  readonly engine = new EngineStarter(this.clients);
  readonly listening: (FakeCall<ListenSummary> & ListenOptions)[] = [];
  readonly taking: FakeCall<void>[] = [];
  readonly writing: (FakeCall<void> & DictateOptions)[] = [];
  readonly target = {
    ...{ placeAtCaret: vi.fn(), show: vi.fn(), insert: vi.fn() },
    claim: vi.fn(() => Promise.resolve(true)),
    whenKept: vi.fn(() => Promise.resolve()),
  };
  readonly work = new Work(new FakeLocks());
  /** Sounds that other pages take for lost, and those that are offered on this one. */
  readonly released: string[] = [];
  offered = 0;
  readonly sessions: string[] = [];
  choices: DictationChoices = DICTATION_DEFAULTS;
  readonly asked: MicrophoneOptions[] = [];
  readonly forgotten: string[] = [];
  readonly languages: string[] = [];
  readonly marked: (readonly [name: string, value: number])[] = [];
  readonly attached: DecodeRequestChannel[] = [];
  model = 'whisper-base-q8_0';
  /** That writes the texts of utterances; the same unless told. */
  finalModel: string | null = null;
  readonly preloaded: string[] = [];
  preloadedAs: readonly Preloaded[] = [];
  /** Models that whole utterances were handed over to; null: the one that writes the words. */
  readonly finals: (string | null)[] = [];
  stops = 0;
  nowMs = 2000;
  closed = 0;
  onEnded: () => void = () => undefined;
  onReplaced: (label: string) => void = () => undefined;
  openMicrophone: DictationParts['openMicrophone'] = (options) => {
    this.asked.push(options);
    const { onEnded, onReplaced } = options;
    this.onEnded = onEnded;
    this.onReplaced = onReplaced;
    const microphone: OpenMicrophone = {
      source: { kind: 'port', port: new MessageChannel().port1 },
      sampleRate: 48_000,
      label: 'Headset',
      isTelephone: false,
      isAmplified: false,
      isLive: () => true,
      close: () => Promise.resolve(void this.closed++),
    };
    return Promise.resolve(microphone);
  };
  readonly dictation: Dictation = new Dictation({
    document: this.target,
    work: this.work,
    holdSound: (id) => () => Promise.resolve(void this.released.push(id)),
    onSoundLeft: () => void this.offered++,
    clients: {
      listener: {
        listen: (options) => {
          const call = Object.assign(new FakeCall<ListenSummary>(() => undefined), options);
          this.listening.push(call);
          return call.promise;
        },
        whenTaken: (signal) => {
          const call = new FakeCall<void>(() => undefined, signal);
          // As the real call does.
          this.listening.at(-1)?.promise.catch((thrown: unknown) => call.reject(thrown as Error));
          this.taking.push(call);
          return call.promise;
        },
        attach: (line) => Promise.resolve(void this.attached.push(line)),
        stop: () => Promise.resolve(void this.stops++),
        forgetSound: (id) => Promise.resolve(void this.forgotten.push(id)),
      },
      inference: {
        preloadModels: (models) => {
          this.preloaded.push(...models.map(({ modelId }) => modelId));
          return Promise.resolve(this.preloadedAs);
        },
        writeFinalsWith: (model) => {
          this.finals.push(model?.modelId ?? null);
          return Promise.resolve();
        },
        dictate: (options) => {
          const call = Object.assign(new FakeCall<void>(() => undefined), options);
          // As the real call does.
          options.signal.addEventListener('abort', () => call.reject(new CancelledError()));
          this.writing.push(call);
          return call.promise;
        },
      },
    },
    engine: this.engine,
    openMicrophone: (options) => this.openMicrophone(options),
    language: () => ({ kind: 'given', language: 'fr' }),
    vocabulary: () => ['Digium'],
    models: () => ({ partial: this.model, final: this.finalModel ?? this.model }),
    deviceId: () => null,
    choices: () => this.choices,
    onSession: (kind) => void this.sessions.push(kind),
    newId: () => 'sound',
    onMicrophone: () => undefined,
    onUtterance: (language) => void this.languages.push(language),
    nowMs: () => this.nowMs,
    nextPaint: () => Promise.resolve(),
    marksOf: () => ({ mark: (name, value) => void this.marked.push([name, value]) }),
  });

  async start(): Promise<void> {
    void this.dictation.start();
    await settle();
  }

  /** The model is ready, and the first sample has come. */
  async hear(): Promise<void> {
    this.listening.at(-1)?.onEvent({ type: 'hearing' });
    this.clients.keeping.at(-1)?.resolve(ENGINE.model.id);
    await settle();
    this.clients.loading.at(-1)?.resolve(ENGINE);
    await settle();
  }

  async end(): Promise<void> {
    this.listening.at(-1)?.resolve({ seconds: 3, lostSamples: 0, unkeptSeconds: 0 });
    this.taking.at(-1)?.resolve();
    this.writing.at(-1)?.resolve();
    await settle();
  }

  get kind(): string {
    return this.dictation.state.kind;
  }
}

export function utterance(text: string) {
  const segments = text ? [{ startSeconds: 0, endSeconds: 1, text, language: 'fr' }] : [];
  return {
    type: 'utterance',
    utterance: 1,
    text: { startSeconds: 0, endSeconds: 1, segments, language: 'fr' },
    seam: null,
    revisedWords: 0,
    committedWords: 0,
    speechEndMs: 1000,
    decodedMs: 1500,
  } as const;
}
