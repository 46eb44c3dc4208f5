import { randomCheckpoint } from '$lib/core/checkpoint/random-checkpoint';
import type { TokenDecoder } from '$lib/core/whisper/decoding/token-decoder';
import { AppError, CancelledError } from '$lib/core/errors';
import { EngineLock } from '$lib/inference/engine/whisper/engine-lock';
import { DecoderSteps } from '$lib/inference/engine/whisper/kernels/decoder-steps';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { SharedEngine } from '$lib/inference/engine/whisper/shared-engine';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { nodeThreads } from '../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../testing/kernels';

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);
afterEach(() => vi.restoreAllMocks());

const checkpoint = randomCheckpoint('toy');
const [WINDOWS, TOKENS] = [4, 12];
const mask = new Float32Array(checkpoint.dimensions.vocabularySize);

const openEngine = () =>
  WhisperEngine.open(checkpoint, (opened) =>
    KernelBackend.open(opened, {
      threads: nodeThreads(module, 1),
      breathe: () => Promise.resolve(),
      joinsWindows: true,
    }),
  );
const samples = (window: number) => Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i / (3 + window)));

function shared(engine: WhisperEngine, lock = new EngineLock(), beforeCall: () => void = () => undefined) {
  return (urgency: 'file' | 'live') => new SharedEngine(engine, lock, { urgency, beforeCall });
}

/** Tokens and their probabilities, several searched at once from the second on. */
async function write(decoder: TokenDecoder, window: number): Promise<readonly unknown[]> {
  const { logits } = await decoder.feed([[1, 2 + window]]);
  const found: unknown[] = [[...logits]];
  const texts = 1 + (window % 3);
  let order: readonly number[] = Array(texts).fill(0);
  for (let token = 0; token < TOKENS - window; token++) {
    const fed = order.map((_, row) => 7 + row + token);
    const turns = await decoder.choose(fed, { order, mask, count: 2, steps: 1, endOfText: -1 });
    found.push(...turns.map(({ choices }) => choices));
    order = order.map((_, row) => (row + 1) % texts);
  }
  decoder.release();
  return found;
}

test('windows of a file take their steps together, and each is what it is alone', async () => {
  const engine = await openEngine();
  expect(engine.windowsAtOnce).toBe(WINDOWS);
  const windows = Array.from({ length: WINDOWS }, (_, window) => window);
  const run = vi.spyOn(DecoderSteps.prototype, 'run');
  const alone: unknown[] = [];
  for (const window of windows) {
    const sound = await shared(engine)('file').encode(samples(window), 1);
    alone.push(await write(sound.startDecoder(), window));
    sound.release();
  }
  const stepsAlone = run.mock.calls.length;
  run.mockClear();
  const file = shared(engine)('file');
  const together = await Promise.all(
    windows.map(async (window) => {
      const sound = await file.encode(samples(window), 1);
      return write(sound.startDecoder(), window).finally(() => sound.release());
    }),
  );
  expect(together).toEqual(alone);
  // As many as the longest text has, and those of the first before the others were encoded.
  expect(run.mock.calls.length).toBeLessThan(stepsAlone / 2);
  expect(Math.max(...run.mock.calls.map(([parts]) => parts.length))).toBe(WINDOWS);
});

test('live speech goes between two steps of several windows', async () => {
  const engine = await openEngine();
  const by = shared(engine);
  const [file, live] = [by('file'), by('live')];
  const sounds = await Promise.all([0, 1, 2].map((window) => file.encode(samples(window), 1)));
  const spoken = (await live.encode(samples(3), 1)).startDecoder();
  await spoken.feed([[1]]);
  const order: string[] = [];
  const options = { mask, count: 1, steps: 16, endOfText: -1 };
  const step = async (decoder: TokenDecoder, name: string) => {
    expect(await decoder.choose([3], options)).toHaveLength(name === 'live' ? 16 : 1);
    order.push(name);
  };
  const decoders = sounds.map((sound) => sound.startDecoder());
  await Promise.all(decoders.map((decoder) => decoder.feed([[1]])));
  const first = Promise.all(decoders.map((decoder) => step(decoder, 'file')));
  const second = first.then(() => Promise.all(decoders.map((decoder) => step(decoder, 'file'))));
  await Promise.all([second, first.then(() => step(spoken, 'live'))]);
  expect(order).toEqual(['file', 'file', 'file', 'live', 'file', 'file', 'file']);
});

test('a user who is called off stops all of its windows, and no other', async () => {
  const engine = await openEngine();
  const lock = new EngineLock();
  let isCalledOff = false;
  const file = shared(engine, lock, () => {
    if (isCalledOff) throw new CancelledError();
  })('file');
  const sounds = await Promise.all([0, 1].map((window) => file.encode(samples(window), 1)));
  const decoders = sounds.map((sound) => sound.startDecoder());
  await Promise.all(decoders.map((decoder) => decoder.feed([[1]])));
  isCalledOff = true;
  const calls = decoders.map((decoder) => decoder.feed([[2]]));
  for (const call of calls) await expect(call).rejects.toThrow(CancelledError);
  const other = await shared(engine, lock)('file').encode(samples(0), 1);
  expect((await other.startDecoder().feed([[1]])).logits.length).toBe(mask.length);
});

test('a step for which all together have no room is taken one by one', async () => {
  const engine = await openEngine();
  const file = shared(engine)('file');
  const sounds = await Promise.all([0, 1].map((window) => file.encode(samples(window), 1)));
  const expected = await Promise.all(sounds.map((sound) => sound.startDecoder().feed([[1, 2]])));
  const own = DecoderSteps.prototype.run;
  const run = vi.spyOn(DecoderSteps.prototype, 'run').mockImplementation(function (
    this: DecoderSteps,
    parts,
  ) {
    if (parts.length > 1) throw new AppError('out-of-memory', 'no pages more');
    return own.call(this, parts);
  });
  const found = await Promise.all(sounds.map((sound) => sound.startDecoder().feed([[1, 2]])));
  expect(found.map(({ logits }) => logits)).toEqual(expected.map(({ logits }) => logits));
  expect(run.mock.calls.map(([parts]) => parts.length)).toEqual([2, 1, 1]);
});
