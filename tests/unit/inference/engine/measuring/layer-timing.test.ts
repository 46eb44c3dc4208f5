import { CancelledError } from '$lib/core/errors';
import { estimateSpeed, finalTextMs, hourMinutes } from '$lib/core/models/model-speed';
import { quantizedBytes, timeLayers } from '$lib/inference/engine/measuring/layer-timing';
import { TimingMemory } from '$lib/inference/engine/measuring/layer-timing-memory';
import type { KernelThreads } from '$lib/inference/engine/whisper/kernels/kernel-model';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeThreads } from '../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../testing/kernels';
import { dimensionsWith, PUBLISHED } from '../../../../../testing/models/dimensions';

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);

const turn = <Result>(call: () => Result) => Promise.resolve().then(call);

const ONCE = { leastRuns: 1, mostRuns: 1, ms: 0, warmUpMs: 0 };

/** Threads that are counted, and the memory they share. */
function watchedThreads(count: number) {
  const threads = nodeThreads(module, count);
  const seen = { running: 0, memory: null as WebAssembly.Memory | null };
  const start: KernelThreads['start'] = (memory, thread) => {
    seen.running++;
    seen.memory = memory;
    const stop = threads.start(memory, thread);
    return () => {
      seen.running--;
      stop();
    };
  };
  return { seen, threads: { ...threads, start } };
}

describe('the time of a layer', () => {
  test('of the smallest published model gives the speed of the whole, and a larger one is slower', async () => {
    const sizes = [PUBLISHED['tiny.en'], dimensionsWith({})];
    const timings = await timeLayers(sizes, { threads: nodeThreads(module, 1), turn });
    const speeds = timings.map((each, index) => estimateSpeed(each, sizes[index]!));
    for (const speed of speeds) {
      expect(speed.encoderMs).toBeGreaterThan(0);
      expect(speed.oneText.ms).toBeGreaterThan(0);
      expect(speed.growsSounds).toBe(true);
      expect(hourMinutes(speed)).toBeGreaterThan(0);
    }
    const [tiny, base] = speeds.map(finalTextMs);
    expect(base).toBeGreaterThan(tiny!);
  }, 60_000);

  test.each([
    ['tiny.en', 2],
    ['base', 4],
    ['turbo', 4],
  ] as const)(
    'of %s takes a tenth of its bytes at most on %d threads',
    async (id, count) => {
      const { seen, threads } = watchedThreads(count);
      await timeLayers([PUBLISHED[id]], { threads, turn, effort: ONCE });
      expect(seen.memory!.buffer.byteLength).toBeLessThanOrEqual(quantizedBytes(PUBLISHED[id]) / 10);
      expect(seen.running).toBe(0);
    },
    60_000,
  );

  test('is called off between two calls, and its threads end', async () => {
    const { seen, threads } = watchedThreads(2);
    let left = 7;
    const calledOff = <Result>(call: () => Result) => {
      if (left-- === 0) return Promise.reject(new CancelledError());
      return turn(call);
    };
    await expect(timeLayers([PUBLISHED.tiny], { threads, turn: calledOff })).rejects.toThrow(CancelledError);
    expect(left).toBe(-1);
    expect(seen.running).toBe(0);
  });

  test('of no model takes nothing', async () => {
    expect(await timeLayers([], { threads: nodeThreads(module, 1), turn })).toEqual([]);
  });
});

test('threads are waited for until they have begun', async () => {
  const memory = new TimingMemory(nodeThreads(module, 3), 1e6);
  await memory.started();
  // At rest, they are counted as asleep: see kernels/threads.
  expect(memory.arena.ints(80, 1)[0]).toBe(2);
  memory.dispose();
});

test('the weights of a matrix keep the size of what they are multiplied with, so that no number is odd', () => {
  const memory = new TimingMemory(nodeThreads(module, 1), 1e6);
  const { kernels, arena } = memory;
  const [state, rows] = [128, 64];
  const matrix = memory.matrix(rows, state);
  const x = memory.floats(state, 1);
  const [values, scales] = [memory.room(state), memory.room(state)];
  kernels.quantizeRows(x, 1, state, values, scales);
  const out = memory.room(4 * rows);
  kernels.product(matrix.address, 1, values, scales, out, rows, 0, 1);
  const products = [...arena.floats(out, rows)];
  for (const product of products) {
    expect(Math.abs(product)).toBeLessThan(10);
    expect(Math.abs(product)).toBeGreaterThan(1e-6);
  }
});
