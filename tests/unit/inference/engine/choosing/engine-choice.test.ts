import { AppError } from '$lib/core/errors';
import {
  chooseEngine,
  type EngineVerdict,
  type GpuVariant,
} from '$lib/inference/engine/choosing/engine-choice';
import type { SelfTest } from '$lib/inference/engine/choosing/self-test';
import { beforeEach, expect, test } from 'vitest';
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

/** @param tests what the self-test finds, by place */
function parts(tests: Readonly<Record<string, SelfTest>>, adapter: typeof CARD | null = CARD) {
  return {
    adapter,
    whyProcessor: null,
    openGpu: ({ activations, subgroups }: GpuVariant) => {
      const type = activations === 'float16' ? 'f16 ' : '';
      const engine = open(`${type}gpu${subgroups ? '' : ' without subgroups'}`);
      return Promise.resolve({ engine, adapter: CARD });
    },
    openProcessor: () => Promise.resolve(open('processor')),
    test: ({ place }: PlacedEngine) => Promise.resolve(tests[place] ?? WRONG),
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
  ['none', null, 'no-webgpu'],
  ['one that the processor imitates', { ...CARD, isSoftware: true }, 'software-adapter'],
])('of cards there is %s: the processor, without a test', async (_, adapter, why) => {
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
  expect(places()).toEqual(['gpu, open', 'processor']);
  expect(kept).toEqual([verdict]);
});

test('a card that is right and slower is not', async () => {
  const { verdict } = await chooseEngine(parts({ gpu: RIGHT, processor: rightIn(90) }));
  expect([verdict.device, verdict.why]).toEqual(['wasm', 'slower']);
  expect(places()).toEqual(['gpu', 'processor, open']);
});

test('a card that is wrong is tried without its subgroups', async () => {
  const tests = { 'gpu without subgroups': RIGHT, processor: rightIn(700) };
  const { verdict } = await chooseEngine(parts(tests));
  expect([verdict.device, verdict.variant?.subgroups]).toEqual(['webgpu', false]);
  expect(places()).toEqual(['gpu', 'gpu without subgroups, open', 'processor']);
});

test('a card that is wrong whatever is tried is not used, and that is remembered', async () => {
  const { verdict } = await chooseEngine(parts({}));
  expect([verdict.device, verdict.why]).toEqual(['wasm', 'wrong-result']);
  expect(places()).toEqual(['gpu', 'gpu without subgroups', 'processor, open']);
  expect(kept).toEqual([verdict]);
});

test('a card is not trusted with a model that it cannot be tested with', async () => {
  const { verdict } = await chooseEngine(parts({ gpu: { verdict: 'unknown' } }));
  expect([verdict.device, verdict.why]).toEqual(['wasm', 'untested-model']);
  expect(places()).toEqual(['gpu', 'processor, open']);
});

test.each(['openGpu', 'test'] as const)(
  'a card on which %s fails is not used this time, and is tried again',
  async (name) => {
    const failing = {
      ...parts({}),
      [name]: () => Promise.reject(new AppError('out-of-memory', 'no memory')),
    };
    const { verdict } = await chooseEngine(failing);
    expect([verdict.device, verdict.why]).toEqual(['wasm', 'gpu-failed']);
    expect(places().at(-1)).toBe('processor, open');
    expect([failures, kept]).toEqual([['no memory', 'no memory'], []]);
    expect(ended).toBe(2);
  },
);

test('a card that is lost takes this thread with it', async () => {
  const lost = { ...parts({}), test: () => Promise.reject(new AppError('gpu-lost', 'gone')) };
  await expect(chooseEngine(lost)).rejects.toMatchObject({ code: 'gpu-lost' });
  expect(ended).toBe(0);
});

test('what has taken its thread with it before is not tried again', async () => {
  const given = parts({ 'gpu without subgroups': RIGHT, processor: rightIn(700) });
  const begin = (_: unknown, { subgroups }: GpuVariant) => Promise.resolve(!subgroups);
  await chooseEngine({ ...given, verdicts: { ...given.verdicts, begin } });
  expect(places()).toEqual(['gpu without subgroups, open', 'processor']);
});

test.each([
  ['f16 gpu', ['f16 gpu, open', 'processor']],
  ['gpu', ['f16 gpu', 'f16 gpu without subgroups', 'gpu, open', 'processor']],
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
