import { randomCheckpoint } from '$lib/core/checkpoint/random-checkpoint';
import { CancelledError } from '$lib/core/errors';
import { gpuCounts } from '$lib/inference/engine/whisper/webgpu/gpu-counters';
import { openGpu } from '$lib/inference/engine/whisper/webgpu/gpu-device';
import { measureGpu } from '$lib/inference/engine/measuring/gpu-measurement';
import { WebgpuBackend } from '$lib/inference/engine/whisper/webgpu/webgpu-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { loadOnnxRuntime, wasmThreads } from '$lib/runtime/onnx-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';

const SAMPLES = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 9));
let engine: WhisperEngine;
let isCalledOff = false;

beforeAll(async () => {
  const runtime = await loadOnnxRuntime(wasmThreads());
  const opened = await openGpu();
  const breathe = () => (isCalledOff ? Promise.reject(new CancelledError()) : Promise.resolve());
  engine = await WhisperEngine.open(randomCheckpoint('toy'), (checkpoint) =>
    WebgpuBackend.open(checkpoint, { runtime, breathe, activations: 'float32', ...opened }),
  );
}, 120_000);
afterAll(() => engine.dispose());

test('a token is one small read for four, and nothing is made anew or grows', async () => {
  const options = { expected: null, encoderSeconds: 1, repeats: 1, utterances: 12 };
  const { step, utterance, growth } = await measureGpu(engine, options);
  expect(step).toMatchObject([{ reads: 0.25, buffersMade: 0 }]);
  expect(step[0]?.bytesRead).toBeLessThanOrEqual(64);
  expect(utterance?.buffersMade).toBe(0);
  expect(growth).toMatchObject({ bytesAlive: 0, wasmBytesGrown: 0, buffersMade: 0 });
}, 240_000);

test('what is called off gives its buffers back', async () => {
  const { mask } = engine.rules.plain;
  const work = async (stopAt: 'encode' | 'feed' | 'choose' | null) => {
    isCalledOff = stopAt === 'encode';
    const encoded = await engine.encode(SAMPLES, 1);
    const decoder = encoded.startDecoder();
    try {
      isCalledOff = stopAt === 'feed';
      await decoder.feed([[1, 2]]);
      isCalledOff = stopAt === 'choose';
      await decoder.choose([3], { mask, count: 1, steps: 2, endOfText: -1 });
    } finally {
      decoder.release();
      encoded.release();
    }
  };
  await work(null);
  const before = gpuCounts();
  for (const stopAt of ['encode', 'feed', 'choose'] as const) {
    await expect(work(stopAt)).rejects.toThrow(CancelledError);
  }
  await work(null);
  expect(gpuCounts().buffersMade).toBe(before.buffersMade);
}, 60_000);
