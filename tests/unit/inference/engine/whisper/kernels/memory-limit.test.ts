import type { EncodedOutput } from '$lib/inference/engine/whisper/backend';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { mostPages, usualBytes, windowsAtOnce } from '$lib/inference/engine/whisper/kernels/memory-limit';
import { beforeAll, expect, test } from 'vitest';
import { nodeThreads } from '../../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../../testing/kernels';
import { PUBLISHED } from '../../../../../../testing/models/dimensions';
import { toyCheckpoint } from '../../../../../../testing/models/toy-checkpoint';

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);

const checkpoint = toyCheckpoint({ audioContext: 1500, textContext: 448, vocabularySize: 2000 });
const open = () =>
  KernelBackend.open(checkpoint, {
    threads: nodeThreads(module, 1),
    breathe: () => Promise.resolve(),
  });
const silence = () => new Float32Array(80 * 3000);

test('two sounds of four windows, two others and sixteen texts of full length beside the silence fit', async () => {
  const backend = await open();
  while (!backend.warmUpStep());
  const sounds: EncodedOutput[] = [];
  for (let count = 0; count < 10; count++)
    sounds.push(await backend.encode(silence().fill(-1).fill(2, 0, 8)));
  const decoder = sounds[0]?.startDecoder();
  const texts = Array.from({ length: 5 }, (_, text) =>
    Array.from({ length: 447 }, (_, i) => text + (i % 90)),
  );
  await decoder?.feed(texts, { order: [0, 0, 0, 0, 0] });
  const wanted = Array.from({ length: 448 }, (_, i) => i);
  for (let text = 0; text < 11; text++)
    await sounds[1]?.startDecoder().feed([wanted.map((i) => i % 90)], text === 0 ? { wanted } : {});
  expect(backend.usedBytes).toBeLessThan(mostPages(checkpoint.dimensions, 1) * 65_536);
}, 60_000);

test('what is said to be usual is what a sound of 30 s and a text of full length come to take', async () => {
  const backend = await open();
  while (!backend.warmUpStep());
  const sound = await backend.encode(Float32Array.from({ length: 80 * 3000 }, (_, i) => Math.sin(i / 9)));
  await sound.startDecoder().feed([Array.from({ length: 447 }, (_, i) => i % 90)]);
  const usual = usualBytes(checkpoint.dimensions, 1);
  expect(backend.bytes.wasm).toBeGreaterThan(0.6 * usual);
  expect(backend.bytes.wasm).toBeLessThan(1.25 * usual);
}, 30_000);

test('a sound for which there is no memory is refused, and what was there before is as it was', async () => {
  const backend = await open();
  const logMel = Float32Array.from({ length: 80 * 3000 }, (_, i) => Math.sin(i / 9));
  const sounds = [await backend.encode(logMel)];
  const [first] = sounds;
  const expected = (await first!.startDecoder().feed([[1, 2, 3]])).logits;
  for (;;) {
    const before = backend.usedBytes;
    const sound = await backend.encode(logMel).catch((thrown: unknown) => thrown);
    if (sound instanceof Error) {
      expect(sound).toMatchObject({ code: 'out-of-memory' });
      expect(backend.usedBytes).toBe(before);
      break;
    }
    sounds.push(sound as EncodedOutput);
    expect(sounds.length).toBeLessThan(100);
  }
  expect((await first!.startDecoder().feed([[1, 2, 3]])).logits).toEqual(expected);
  for (const sound of sounds.splice(1)) sound.release();
  (await backend.encode(logMel)).release();
}, 60_000);

test('a text for which there is no memory is refused, and its decoder gives all back', async () => {
  const backend = await open();
  const sound = await backend.encode(silence());
  const before = backend.usedBytes;
  const decoders = [];
  for (;;) {
    const decoder = sound.startDecoder();
    decoders.push(decoder);
    const thrown = await decoder.feed([[1], [2]], { order: [0, 0] }).then(
      () => null,
      (error: unknown) => error,
    );
    if (thrown) {
      expect(thrown).toMatchObject({ code: 'out-of-memory' });
      break;
    }
  }
  decoders.forEach((decoder) => decoder.release());
  // The rooms of a step stay.
  expect(backend.usedBytes - before).toBeLessThan(100_000);
});

test('the limit grows with the model, up to all that 32 bits address', () => {
  const pages = Object.values(PUBLISHED).map((dimensions) => mostPages(dimensions, 2));
  const [, , base = 0, , , large = 0, turbo = 0] = pages;
  // In MB: base takes 92 in use.
  expect(base / 16).toBeGreaterThan(700);
  expect(base / 16).toBeLessThan(900);
  expect(turbo).toBeLessThan(large);
  expect(large).toBe(65_536);
  expect(mostPages(PUBLISHED.base, 8)).toBeGreaterThan(base);
});

test('so many windows of a file are read at once as their sounds have room', () => {
  const { tiny, base, small, medium, turbo } = PUBLISHED;
  const windows = [tiny, base, small, medium, turbo].map((dimensions) => windowsAtOnce(dimensions));
  expect(windows).toEqual([4, 4, 2, 1, 4]);
});
