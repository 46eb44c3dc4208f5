import { AppError } from '$lib/core/errors';
import { SerialQueue } from '$lib/core/serial-queue';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import type { HeldModel, Models, RecogniserUser } from '$lib/inference/engine/serving/models';
import { RecognitionService } from '$lib/inference/engine/serving/recognition-service';
import type { DictationEvent } from '$lib/core/recognition/dictation-session';
import type { TranscribedWindow } from '$lib/core/transcript/transcript';
import type { TimedRequest } from '$lib/core/streaming/decode-request';
import type { DecodeRequestCalls } from '$lib/protocol/listener';
import type { WantedModel } from '$lib/protocol/loading';
import type { WindowRequests } from '$lib/protocol/media';
import { serve } from '$lib/protocol/rpc';
import { beforeEach, expect, test } from 'vitest';
import { FIXED_TEXT, fixedTextRecogniser } from '../../../../../testing/fixed-text-recogniser';
import { readingPoint } from '../../../../../testing/reading-point';
import { ENGINE } from '../../../app/fake-clients';
import { spokenWindow } from '../../../support/spoken-engine';

const named = (modelId: string) => ({ modelId, kernels: 'q8_0', device: 'automatic' }) as const;
const WINDOW = spokenWindow(3, [{ language: 'en', startSeconds: 0.5, endSeconds: 2.5 }]);
const REQUEST = {
  model: null,
  language: { kind: 'given', language: 'en' },
  settings: DECODING_DEFAULTS,
  vocabulary: [],
} as const;

/** Models that note what is asked of them, and who has which. Each writes its name. */
class FakeModels implements Models {
  loaded: Models['loaded'] = null;
  readonly resident = new Set<string>();
  readonly loads: string[] = [];
  readonly held: string[] = [];
  user: RecogniserUser | null = null;

  holdResident({ modelId }: WantedModel) {
    return this.resident.has(modelId) ? this.#take(modelId) : null;
  }

  hold(wanted: WantedModel | null) {
    const id = wanted?.modelId ?? this.loaded?.model.id;
    if (id === undefined) return Promise.reject(new AppError('model-missing', 'none is loaded'));
    if (!this.resident.has(id)) this.loads.push(id);
    this.resident.add(id);
    return Promise.resolve(this.#take(id));
  }

  async load(wanted: WantedModel) {
    const { description, giveBack } = await this.hold(wanted);
    giveBack();
    return (this.loaded = description);
  }

  #take(id: string): HeldModel {
    this.held.push(id);
    return {
      description: { ...ENGINE, model: { id, sha256: null } },
      recogniserFor: (user: RecogniserUser) => {
        this.user = user;
        return Promise.resolve(fixedTextRecogniser(undefined, () => `${FIXED_TEXT} By ${id}.`));
      },
      giveBack: () => void this.held.splice(this.held.indexOf(id), 1),
    };
  }

  warmUp() {
    return Promise.resolve();
  }

  watchBytes() {
    return () => undefined;
  }
}

let models: FakeModels;
let service: RecognitionService;
const emitted: unknown[] = [];
const context = {
  signal: new AbortController().signal,
  emit: (event: unknown) => void emitted.push(event),
  transfer: () => undefined,
};

beforeEach(() => {
  models = new FakeModels();
  service = new RecognitionService(models, new SerialQueue());
  emitted.length = 0;
});

const load = (modelId: string) => service.handlers['load-model'](named(modelId), context);

interface Dictated {
  readonly calledOff: Int32Array<SharedArrayBuffer> | null;
  readonly model: WantedModel | null;
  readonly finalModel: WantedModel | null;
}

/** A port at whose other end requests are given as the test says. */
function dictation({ calledOff = null, model = null, finalModel = null }: Partial<Dictated> = {}) {
  const { port1, port2 } = new MessageChannel();
  let give: (request: TimedRequest | null) => void = () => undefined;
  serve<DecodeRequestCalls>(port2, { 'next-request': () => new Promise((resolve) => (give = resolve)) });
  const request = { ...REQUEST, requests: { port: port1, calledOff }, model, finalModel };
  const done = service.handlers.dictate(request, context);
  const next = async (request: TimedRequest | null) => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    give(request);
  };
  return { done, next };
}

const FINAL: TimedRequest = {
  ...{ utterance: 1, serial: 1, givenMs: 0, speechStartMs: 0, speechEndMs: 0 },
  ...{ kind: 'final', window: WINDOW },
};

test('a model that is ready is not loaded again, and whoever asks for it waits for nothing', async () => {
  await load('base');
  expect((await load('base')).model.id).toBe('base');
  expect(models.loads).toEqual(['base']);
});

/** The texts of utterances that are over. */
const written = () =>
  emitted.flatMap((event) => {
    const { type, text } = event as DictationEvent & { text?: TranscribedWindow };
    return type === 'utterance' && text ? text.segments.map((segment) => segment.text) : [];
  });

test('a dictation has its model as long as it goes on, and another may be loaded meanwhile', async () => {
  await load('base');
  const { done, next } = dictation();
  expect((await load('large')).model.id).toBe('large');
  expect(models.held).toEqual(['base']);
  await next(FINAL);
  await next(null);
  await done;
  expect(written()).toEqual([`${FIXED_TEXT} By base.`]);
  expect(models.held).toEqual([]);
});

test('a dictation makes the model ready that it wants', async () => {
  await load('base');
  const { done, next } = dictation({ model: named('small') });
  await next(FINAL);
  await next(null);
  await done;
  expect(models.loads).toEqual(['base', 'small']);
  expect(written()).toEqual([`${FIXED_TEXT} By small.`]);
  expect(models.loaded?.model.id).toBe('base');
});

test('the model for finals takes over between two utterances once it is resident, and is not loaded for it', async () => {
  await load('base');
  const { done, next } = dictation({ model: named('base'), finalModel: named('large') });
  await next({ ...FINAL, utterance: 1 });
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(models.loads).toEqual(['base']);
  models.resident.add('large');
  await next({ ...FINAL, utterance: 2 });
  await next({ ...FINAL, utterance: 3 });
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(models.held).toEqual(['base', 'large']);
  await next(null);
  await done;
  expect(written()).toEqual(['base', 'large', 'large'].map((id) => `${FIXED_TEXT} By ${id}.`));
  expect(models.held).toEqual([]);
});

test('a recording that fails gives its model back', async () => {
  const { port1, port2 } = new MessageChannel();
  serve<WindowRequests>(port2, {
    'next-window': () => Promise.reject(new AppError('audio-damaged', 'no')),
  });
  const asked = service.handlers['transcribe-recording'](
    { ...REQUEST, windows: port1, model: named('small'), previousLanguage: null, cancelFlag: null },
    context,
  );
  await expect(asked).rejects.toMatchObject({ code: 'audio-damaged' });
  expect(models.loads).toEqual(['small']);
  expect(models.held).toEqual([]);
});

test('only the request that is under way is called off', async () => {
  await load('base');
  const calledOff = new Int32Array(new SharedArrayBuffer(4));
  const { done, next } = dictation({ calledOff });
  await next({ ...FINAL, serial: 1 });
  await next({ ...FINAL, serial: 2 });
  await new Promise((resolve) => setTimeout(resolve, 10));
  calledOff[0] = 1;
  expect(models.user?.isCalledOff()).toBe(false);
  calledOff[0] = 2;
  expect(models.user?.isCalledOff()).toBe(true);
  await next(null);
  await done;
});

test('a recording is called off by its flag', async () => {
  await load('base');
  const { port1, port2 } = new MessageChannel();
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  serve<WindowRequests>(port2, { 'next-window': () => Promise.resolve(null) });
  const request = { windows: port1, previousLanguage: null, cancelFlag, ...REQUEST };
  await service.handlers['transcribe-recording'](request, context);
  expect(models.user?.isCalledOff()).toBe(false);
  cancelFlag[0] = 1;
  expect(models.user?.isCalledOff()).toBe(true);
});

test('a recording without a model says so', async () => {
  const { port1 } = new MessageChannel();
  const asked = service.handlers['transcribe-recording'](
    { ...REQUEST, windows: port1, previousLanguage: null, cancelFlag: null },
    context,
  );
  await expect(asked).rejects.toMatchObject({ code: 'model-missing' });
});

test('two recordings are transcribed one after the other', async () => {
  await load('base');
  const transcribe = (windows: number) => {
    const { port1, port2 } = new MessageChannel();
    const left = Array.from({ length: windows }, (_, index) => ({ ...WINDOW, resume: readingPoint(index) }));
    serve<WindowRequests>(port2, { 'next-window': () => Promise.resolve(left.shift() ?? null) });
    return service.handlers['transcribe-recording'](
      { ...REQUEST, windows: port1, previousLanguage: null, cancelFlag: null },
      { ...context, emit: () => void emitted.push(windows) },
    );
  };
  await Promise.all([transcribe(2), transcribe(1)]);
  expect(emitted).toEqual([2, 2, 1]);
});

test('the last utterance is read again in another language, and before there is one nothing is', async () => {
  await load('base');
  const again = () =>
    service.handlers['dictate-again']({ model: null, language: 'fr', vocabulary: [] }, context);
  expect(await again()).toBeNull();
  const { done, next } = dictation();
  await next(FINAL);
  await next(null);
  await done;
  expect(await again()).toMatchObject({ startSeconds: 100, segments: [{ text: `${FIXED_TEXT} By base.` }] });
});
