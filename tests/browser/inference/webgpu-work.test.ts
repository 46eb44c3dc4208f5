import { randomCheckpoint } from '$lib/core/checkpoint/random-checkpoint';
import { openGpu } from '$lib/inference/worker/gpu-device';
import { measureGpu } from '$lib/inference/worker/gpu-measurement';
import { WebgpuBackend } from '$lib/inference/worker/webgpu-backend';
import { WhisperEngine } from '$lib/inference/worker/whisper-engine';
import { loadOnnxRuntime, wasmThreads } from '$lib/runtime/onnx-runtime';
import { expect, test } from 'vitest';

test('a token is one small read for four, and nothing is made anew or grows', async () => {
  const runtime = await loadOnnxRuntime(wasmThreads());
  const opened = await openGpu();
  const options = { runtime, breathe: () => Promise.resolve(), ...opened };
  const engine = await WhisperEngine.open(randomCheckpoint('toy'), (checkpoint) =>
    WebgpuBackend.open(checkpoint, options),
  );
  const { step, utterance, growth } = await measureGpu(engine, {
    modelId: 'toy',
    encoderSeconds: 2,
    repeats: 1,
    utterances: 12,
  });
  await engine.dispose();
  expect(step).toMatchObject([{ reads: 0.25, buffersMade: 0 }]);
  expect(step[0]?.bytesRead).toBeLessThanOrEqual(64);
  expect(utterance?.buffersMade).toBe(0);
  expect(growth).toMatchObject({ bytesAlive: 0, wasmBytesGrown: 0, buffersMade: 0 });
}, 240_000);
