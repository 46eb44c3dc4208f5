import type { Marks } from '$lib/core/metrics/mark-ring';
import type { Recogniser, RecognitionRequest, RecognisedWindow } from '$lib/core/recognition/recogniser';
import { CancelledError } from '$lib/core/errors';
import { markedModels } from '$lib/inference/engine/serving/marked-models';
import type { HeldModel, Models, Urgency } from '$lib/inference/engine/serving/models';
import { beforeEach, expect, test } from 'vitest';
import { ENGINE } from '../../../app/fake-clients';

const wanted = { modelId: 'whisper-base-q8_0', kernels: 'q8_0', device: 'automatic' } as const;
const signal = new AbortController().signal;
const request = {} as RecognitionRequest;
const window = { startSample: 0 } as never;

let marked: [string, string, number][];
let clock: number;
let given: number;
let segments: RecognisedWindow['segments'];
let thrown: Error | null;
let wait: (milliseconds: number) => void;

/** Every call takes 250 ms, and waits twice for others. */
async function after<Value>(value: Value): Promise<Value> {
  clock += 250;
  for (const milliseconds of [10, 15]) wait(milliseconds);
  if (thrown) throw thrown;
  return value;
}

const recogniser: Recogniser = {
  capabilities: ENGINE.capabilities,
  transcribe: () => after([{ segments, language: 'fr', retried: false }]),
  startUtterance: () => ({
    partial: () => after({ text: 'Bon', seam: null, isConfident: true }),
    commit: () => undefined,
    whole: () => after({ text: { startSeconds: 0, endSeconds: 1, segments, language: 'fr' }, seam: null }),
  }),
};

function models(own: Recogniser = recogniser): Models {
  const held: HeldModel = {
    description: {
      ...ENGINE,
      device: 'webgpu',
      adapter: { vendor: 'nvidia', architecture: 'ampere', isSoftware: false, features: [] },
    },
    recogniserFor: (user) => {
      wait = user.onWaited!;
      return Promise.resolve(own);
    },
    giveBack: () => void given++,
  };
  const inner: Models = {
    loaded: ENGINE,
    holdResident: (model) => (model.modelId === wanted.modelId ? held : null),
    hold: () => Promise.resolve(held),
    load: () => Promise.resolve(ENGINE),
    warmUp: () => Promise.resolve(),
    watchBytes: () => () => undefined,
  };
  const of = ({ modelId, adapter }: { modelId: string; adapter: string | null }): Marks => ({
    mark: (name, value) => void marked.push([`${modelId} on ${adapter}`, name, value]),
  });
  return markedModels(inner, { of }, () => clock);
}

async function recogniserOf(urgency: Urgency, own?: Recogniser): Promise<Recogniser> {
  const held = await models(own).hold(wanted, { urgency, signal });
  return held.recogniserFor({ urgency, signal, isCalledOff: () => false });
}

beforeEach(() => {
  [marked, clock, given, segments, thrown] = [[], 1000, 0, [], null];
});

test('windows of a file are timed, and what the court held back of them is counted', async () => {
  const segment = { startSeconds: 0, endSeconds: 1, text: 'Merci.', language: 'fr' };
  segments = [segment, { ...segment, dropped: 'silence' }];
  const file = await recogniserOf('file');
  expect(await file.transcribe([window], request)).toEqual([{ segments, language: 'fr', retried: false }]);
  expect(marked).toEqual([
    ['whisper-base-q8_0 on nvidia ampere', 'windowMs', 250],
    ['whisper-base-q8_0 on nvidia ampere', 'queueWaitMs', 25],
    ['whisper-base-q8_0 on nvidia ampere', 'heldBack', 1],
  ]);
});

test('texts of a dictation are timed, partial ones and whole ones apart', async () => {
  const utterance = (await recogniserOf('live')).startUtterance!(null, request);
  await utterance.partial(window);
  await utterance.whole(window, () => undefined);
  expect(marked.map(([, ...mark]) => mark)).toEqual([
    ['partialMs', 250],
    ['queueWaitMs', 25],
    ['finalDecodeMs', 250],
    ['queueWaitMs', 25],
  ]);
});

test('an utterance that is read again for a person is no window of a file', async () => {
  await (await recogniserOf('live')).transcribe([window], request);
  expect(marked).toEqual([]);
});

test('what is called off or fails is not timed, and fails as before', async () => {
  thrown = new CancelledError();
  await expect((await recogniserOf('file')).transcribe([window], request)).rejects.toBe(thrown);
  const utterance = (await recogniserOf('live')).startUtterance!(null, request);
  await expect(utterance.partial(window)).rejects.toBe(thrown);
  expect(marked).toEqual([]);
  thrown = null;
  await utterance.partial(window);
  expect(marked.map(([, ...mark]) => mark)).toEqual([
    ['partialMs', 250],
    ['queueWaitMs', 25],
  ]);
});

test('a recogniser that writes no partial texts still writes none', async () => {
  const { startUtterance: _, ...plain } = recogniser;
  expect((await recogniserOf('live', plain)).startUtterance).toBeUndefined();
});

test('a model that is resident is marked too, and given back', async () => {
  const held = models().holdResident(wanted);
  expect(held?.description.device).toBe('webgpu');
  await (
    await held!.recogniserFor({ urgency: 'file', signal, isCalledOff: () => false })
  ).transcribe([window], request);
  held?.giveBack();
  expect([marked.length, given]).toEqual([2, 1]);
  expect(models().holdResident({ ...wanted, modelId: 'other' })).toBeNull();
});
