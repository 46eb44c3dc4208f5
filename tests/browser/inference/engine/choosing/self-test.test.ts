import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import { firstLayers } from '$lib/core/checkpoint/first-layers';
import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { isRight, isSane, selfTest, writeClip } from '$lib/inference/engine/choosing/self-test';
import { helperThreads } from '$lib/inference/engine/whisper/kernels/helper-threads';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { WasmBackend } from '$lib/inference/engine/whisper/wasm/wasm-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { loadKernelModule } from '$lib/runtime/kernels/kernel-module';
import { loadOnnxRuntime, wasmThreads } from '$lib/runtime/onnx-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../../support/default-model';

let engine: WhisperEngine;

const breathe = () => Promise.resolve();

async function open(checkpoint: Checkpoint, kernels: 'q8_0' | 'int8' | 'f32') {
  if (kernels === 'q8_0') {
    const threads = helperThreads(await loadKernelModule({ isShared: crossOriginIsolated }), wasmThreads());
    return WhisperEngine.open(checkpoint, (own) =>
      KernelBackend.open(own, { threads, breathe, silence: 'computed' }),
    );
  }
  const runtime = await loadOnnxRuntime(wasmThreads());
  const options = { kernels, runtime, breathe };
  return WhisperEngine.open(checkpoint, (own) => WasmBackend.open(own, options));
}

beforeAll(async () => {
  engine = await open(await readGgmlCheckpoint(await defaultModel()), 'f32');
}, 120_000);
afterAll(() => engine.dispose());

test('an engine that writes what it must is right, and its time is known', async () => {
  const { text: written, time } = await writeClip(engine);
  expect(time.encoder).toBeLessThan(time.total);
  expect(engine.rules.vocabulary.decode(written.tokens)).toContain('available to take your call');
  expect(isSane(written)).toBe(true);
  expect(await selfTest(engine, written), JSON.stringify(written)).toMatchObject({ verdict: 'right' });
});

test.each(['q8_0', 'int8'] as const)(
  '%s writes what exact arithmetic does, of the model and of its first layers',
  { timeout: 120_000 },
  async (kernels) => {
    const checkpoint = await readGgmlCheckpoint(await defaultModel());
    for (const tested of [checkpoint, firstLayers(checkpoint, 2)]) {
      const [exact, product] = [await open(tested, 'f32'), await open(tested, kernels)];
      const { text: expected } = await writeClip(exact);
      expect(expected.logProbabilities.every(Number.isFinite)).toBe(true);
      if (tested === checkpoint)
        expect(await selfTest(product, expected)).toMatchObject({ verdict: 'right' });
      expect(await selfTest(exact, expected)).toMatchObject({ verdict: 'right' });
      await exact.dispose();
      await product.dispose();
    }
  },
);

test('a graph that is a little wrong is found out', async () => {
  const encode = engine.encode.bind(engine);
  const { text: expected } = await writeClip(engine);
  // As kernels that multiply wrongly would: half of a sound that is there.
  engine.encode = (samples, seconds) =>
    encode(
      samples.map((sample, i) => (i % 2 ? sample : 0)),
      seconds,
    );
  expect(isRight((await writeClip(engine)).text, expected)).toBe(false);
  expect(await selfTest(engine, expected)).toEqual({ verdict: 'wrong' });
});
