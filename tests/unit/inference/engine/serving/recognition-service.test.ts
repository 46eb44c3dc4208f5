import { SerialQueue } from '$lib/core/serial-queue';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import type { LoadOptions, Models, RecogniserUser } from '$lib/inference/engine/serving/models';
import { RecognitionService } from '$lib/inference/engine/serving/recognition-service';
import type { TimedRequest } from '$lib/core/streaming/decode-request';
import type { DecodeRequestCalls } from '$lib/protocol/listener';
import type { WindowRequests } from '$lib/protocol/media';
import { serve } from '$lib/protocol/rpc';
import { beforeEach, expect, test } from 'vitest';
import { FIXED_TEXT, fixedTextRecogniser } from '../../../../../testing/fixed-text-recogniser';
import { readingPoint } from '../../../../../testing/reading-point';
import { ENGINE } from '../../../app/fake-clients';
import { spokenWindow } from '../../../support/spoken-engine';

const HOW = { kernels: 'q8_0', device: 'automatic' } as const;
const WINDOW = spokenWindow(3, [{ language: 'en', startSeconds: 0.5, endSeconds: 2.5 }]);
const REQUEST = {
  language: { kind: 'given', language: 'en' },
  settings: DECODING_DEFAULTS,
  vocabulary: [],
} as const;

/** Models that note what is asked of them. */
class FakeModels implements Models {
  loaded: Models['loaded'] = null;
  readonly loads: string[] = [];
  user: RecogniserUser | null = null;

  ready(id: string, _options: LoadOptions) {
    return Promise.resolve(this.loaded?.description.model.id === id ? this.loaded.description : null);
  }

  load(id: string) {
    this.loads.push(id);
    const description = { ...ENGINE, model: { id, sha256: null } };
    const recogniserFor = (user: RecogniserUser) => {
      this.user = user;
      return Promise.resolve(fixedTextRecogniser());
    };
    this.loaded = { description, recogniserFor };
    return Promise.resolve(description);
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

const load = (modelId: string) => service.handlers['load-model']({ modelId, ...HOW }, context);

/** A port at whose other end requests are given as the test says. */
function dictation(calledOff: Int32Array<SharedArrayBuffer> | null = null) {
  const { port1, port2 } = new MessageChannel();
  let give: (request: TimedRequest | null) => void = () => undefined;
  serve<DecodeRequestCalls>(port2, { 'next-request': () => new Promise((resolve) => (give = resolve)) });
  const done = service.handlers.dictate({ requests: { port: port1, calledOff }, ...REQUEST }, context);
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

test('no other model is loaded while somebody dictates', async () => {
  await load('base');
  const { done, next } = dictation();
  expect((await load('large')).model.id).toBe('base');
  await next(null);
  await done;
  expect((await load('large')).model.id).toBe('large');
});

test('only the request that is under way is called off', async () => {
  await load('base');
  const calledOff = new Int32Array(new SharedArrayBuffer(4));
  const { done, next } = dictation(calledOff);
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
    { windows: port1, previousLanguage: null, cancelFlag: null, ...REQUEST },
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
      { windows: port1, previousLanguage: null, cancelFlag: null, ...REQUEST },
      { ...context, emit: () => void emitted.push(windows) },
    );
  };
  await Promise.all([transcribe(2), transcribe(1)]);
  expect(emitted).toEqual([2, 2, 1]);
});

test('the last utterance is read again in another language, and before there is one nothing is', async () => {
  await load('base');
  const again = () => service.handlers['dictate-again']({ language: 'fr', vocabulary: [] }, context);
  expect(await again()).toBeNull();
  const { done, next } = dictation();
  await next(FINAL);
  await next(null);
  await done;
  expect(await again()).toMatchObject({ startSeconds: 100, segments: [{ text: FIXED_TEXT }] });
});
