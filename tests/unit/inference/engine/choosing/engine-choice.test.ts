import { AppError } from '$lib/core/errors';
import {
  chooseEngine,
  type EngineVerdict,
  type GpuVariant,
} from '$lib/inference/engine/choosing/engine-choice';
import type { SelfTest, WrittenText } from '$lib/inference/engine/choosing/self-test';
import { beforeEach, describe, expect, test } from 'vitest';
import { SpokenEngine } from '../../../support/spoken-engine';

const CARD = { vendor: 'nvidia', architecture: 'ampere', isSoftware: false, features: ['subgroups'] };
const RIGHT = rightIn(100);
const WRONG: SelfTest = { verdict: 'wrong' };

function rightIn(total: number): SelfTest & { readonly verdict: 'right' } {
  return { verdict: 'right', time: { total, encoder: 40, token: 5 } };
}

/** An engine that knows where it runs, and whether it was let go. */
class PlacedEngine extends SpokenEngine {
  isOpen = true;

  constructor(readonly place: string) {
    super();
  }

  override dispose() {
    this.isOpen = false;
    return super.dispose();
  }
}

let opened: PlacedEngine[];
let kept: EngineVerdict[];
let failures: string[];
let ended: number;

beforeEach(() => {
  opened = [];
  kept = [];
  failures = [];
  ended = 0;
});

function open(place: string) {
  const engine = new PlacedEngine(place);
  opened.push(engine);
  return engine;
}

const EXPECTED = { tokens: [5], logProbabilities: [-0.1, -0.2] };
const GUESS = { tokens: [5], logProbabilities: [-4, -5] };

function openGpu(name: string) {
  return ({ activations, subgroups }: GpuVariant) => {
    const type = activations === 'float16' ? 'f16 ' : '';
    const engine = open(`${type}${name}${subgroups ? '' : ' without subgroups'}`);
    return Promise.resolve({ engine, adapter: CARD });
  };
}

/** @param tests what the self-test finds, by place */
function parts(tests: Readonly<Record<string, SelfTest>>, adapter: typeof CARD | null = CARD) {
  const openProcessor = () => Promise.resolve(open('processor'));
  return {
    adapter,
    whyProcessor: null,
    loadRuntime: () => Promise.resolve({}),
    openGpu: openGpu('gpu'),
    openProcessor,
    sample: {
      isWhole: true,
      openGpu: openGpu('gpu'),
      openProcessor,
      openReference: () => Promise.resolve(open('reference')),
    },
    test: ({ place }: PlacedEngine, expected: WrittenText) => {
      expect(expected).toBe(EXPECTED);
      return Promise.resolve(tests[place] ?? WRONG);
    },
    write: () => Promise.resolve(EXPECTED),
    verdicts: {
      find: () => Promise.resolve<EngineVerdict | null>(null),
      keep: (_: unknown, verdict: EngineVerdict) => Promise.resolve(void kept.push(verdict)),
      begin: () => Promise.resolve(true),
      end: () => Promise.resolve(void ended++),
    },
    onGpuFailure: ({ message }: AppError) => void failures.push(message),
  };
}

const places = () => opened.map(({ place, isOpen }) => (isOpen ? `${place}, open` : place));

test.each([
  ['no card', null, 'no-webgpu'],
  ['a card that the processor emulates', { ...CARD, isSoftware: true }, 'software-adapter'],
])('where there is %s the processor is used without a test', async (_, adapter, why) => {
  const { verdict } = await chooseEngine(parts({ gpu: RIGHT }, adapter));
  expect([verdict.device, verdict.why]).toEqual(['wasm', why]);
  expect(places()).toEqual(['processor, open']);
});

test('a card that is right and faster is used', async () => {
  const { engine, adapter, verdict } = await chooseEngine(parts({ gpu: RIGHT, processor: rightIn(700) }));
  expect([engine.place, adapter]).toEqual(['gpu', CARD]);
  expect(verdict).toEqual({
    device: 'webgpu',
    why: 'faster',
    times: { webgpu: RIGHT.time, wasm: rightIn(700).time },
    variant: { activations: 'float32', subgroups: true },
  });
  expect(places()).toEqual(['reference', 'gpu, open', 'processor']);
  expect(kept).toEqual([verdict]);
});

test('a card that is right and slower is not', async () => {
  const { verdict } = await chooseEngine(parts({ gpu: RIGHT, processor: rightIn(90) }));
  expect([verdict.device, verdict.why]).toEqual(['wasm', 'slower']);
  expect(places()).toEqual(['reference', 'gpu', 'processor, open']);
});

test('a card that is wrong is tried without its subgroups', async () => {
  const tests = { 'gpu without subgroups': RIGHT, processor: rightIn(700) };
  const { verdict } = await chooseEngine(parts(tests));
  expect([verdict.device, verdict.variant?.subgroups]).toEqual(['webgpu', false]);
  expect(places()).toEqual(['reference', 'gpu', 'gpu without subgroups, open', 'processor']);
});

test('a card that is wrong whatever is tried is not used, and that is remembered', async () => {
  const { verdict } = await chooseEngine(parts({}));
  expect([verdict.device, verdict.why]).toEqual(['wasm', 'wrong-result']);
  expect(places()).toEqual(['reference', 'gpu', 'gpu without subgroups', 'processor, open']);
  expect(kept).toEqual([verdict]);
});

describe('a model too large to be tested whole', () => {
  function large(tests: Readonly<Record<string, SelfTest>>, written: Readonly<Record<string, WrittenText>>) {
    const given = parts(tests);
    return {
      ...given,
      sample: {
        ...{ isWhole: false, openGpu: openGpu('part on gpu') },
        openProcessor: () => Promise.resolve(open('part')),
        openReference: () => Promise.resolve(open('reference')),
      },
      write: ({ place }: PlacedEngine) => Promise.resolve(written[place] ?? EXPECTED),
    };
  }

  test('is judged by a part of it, and opened whole where that was right', async () => {
    const tests = { 'part on gpu': RIGHT, part: rightIn(700) };
    const { engine, verdict } = await chooseEngine(large(tests, {}));
    expect([engine.place, verdict.device]).toEqual(['gpu', 'webgpu']);
    expect(places()).toEqual(['reference', 'part on gpu', 'part', 'gpu, open']);
  });

  test('is not trusted to a card on which it writes no text as a whole', async () => {
    const tests = { 'part on gpu': RIGHT, 'part on gpu without subgroups': RIGHT, part: rightIn(700) };
    const { verdict } = await chooseEngine(large(tests, { gpu: GUESS, 'gpu without subgroups': GUESS }));
    expect([verdict.device, verdict.why]).toEqual(['wasm', 'wrong-result']);
    expect(places().filter((place) => place.endsWith('open'))).toEqual(['processor, open']);
  });

  test('runs whole on the processor where that is faster', async () => {
    const { verdict } = await chooseEngine(large({ 'part on gpu': RIGHT, part: rightIn(90) }, {}));
    expect(verdict.why).toBe('slower');
    expect(places()).toEqual(['reference', 'part on gpu', 'part', 'processor, open']);
  });
});

test.each(['openGpu', 'test'] as const)(
  'a card on which %s fails is not used this time, and is tried again',
  async (name) => {
    const fail = () => Promise.reject(new AppError('out-of-memory', 'no memory'));
    const failing = {
      ...parts({}),
      ...(name === 'openGpu' ? { sample: { ...parts({}).sample, openGpu: fail } } : { test: fail }),
    };
    const { verdict } = await chooseEngine(failing);
    expect([verdict.device, verdict.why]).toEqual(['wasm', 'gpu-failed']);
    expect(places().at(-1)).toBe('processor, open');
    expect([failures, kept]).toEqual([['no memory', 'no memory'], []]);
    expect(ended).toBe(2);
  },
);

test.each([null, 'faster'] as const)(
  'without onnxruntime the processor is used, and the card is tried another time (known to be: %s)',
  async (why) => {
    const given = parts({ gpu: RIGHT });
    const variant = { activations: 'float32', subgroups: true } as const;
    const known = why && ({ device: 'webgpu', why, times: null, variant } as const);
    const { verdict } = await chooseEngine({
      ...given,
      loadRuntime: () => Promise.reject(new AppError('app-not-loaded', 'no network')),
      verdicts: { ...given.verdicts, find: () => Promise.resolve(known) },
    });
    expect([verdict.device, verdict.why]).toEqual(['wasm', 'runtime-missing']);
    expect(places()).toEqual(['processor, open']);
    expect([failures, kept]).toEqual([['no network'], []]);
  },
);

test('a card that is lost takes this thread with it', async () => {
  const lost = { ...parts({}), test: () => Promise.reject(new AppError('gpu-lost', 'gone')) };
  await expect(chooseEngine(lost)).rejects.toMatchObject({ code: 'gpu-lost' });
  expect(ended).toBe(0);
});

test('a card whose test ended its thread is not tried again', async () => {
  const given = parts({ 'gpu without subgroups': RIGHT, processor: rightIn(700) });
  const begin = (_: unknown, { subgroups }: GpuVariant) => Promise.resolve(!subgroups);
  await chooseEngine({ ...given, verdicts: { ...given.verdicts, begin } });
  expect(places()).toEqual(['reference', 'gpu without subgroups, open', 'processor']);
});

test.each([
  ['f16 gpu', ['reference', 'f16 gpu, open', 'processor']],
  ['gpu', ['reference', 'f16 gpu', 'f16 gpu without subgroups', 'gpu, open', 'processor']],
])('a card with half floats that is right as %s', async (right, expected) => {
  const card = { ...CARD, features: ['shader-f16', 'subgroups'] };
  await chooseEngine(parts({ [right]: RIGHT, processor: rightIn(700) }, card));
  expect(places()).toEqual(expected);
});

test.each(['asked-for', 'no-jspi'] as const)(
  'no card is looked at where there is a reason: %s',
  async (why) => {
    const { verdict } = await chooseEngine({ ...parts({ gpu: RIGHT }), whyProcessor: why });
    expect(verdict).toEqual({ device: 'wasm', why, times: null, variant: null });
    expect(places()).toEqual(['processor, open']);
  },
);

test.each([
  ['webgpu', 'gpu without subgroups, open'],
  ['wasm', 'processor, open'],
] as const)('what was found before holds: %s', async (device, place) => {
  const times = { webgpu: RIGHT.time, wasm: rightIn(700).time };
  const variant = { activations: 'float32', subgroups: false } as const;
  const known = { device, why: 'faster', times, variant } as const;
  const given = parts({});
  const verdicts = { ...given.verdicts, find: () => Promise.resolve(known) };
  const { verdict } = await chooseEngine({ ...given, verdicts });
  expect(verdict).toMatchObject({ device, why: 'faster', times: known.times });
  expect(places()).toEqual([place]);
});
