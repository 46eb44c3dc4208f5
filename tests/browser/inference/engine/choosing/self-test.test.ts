import { isRight, selfTest, writeClip } from '$lib/inference/engine/choosing/self-test';
import { WasmBackend } from '$lib/inference/engine/whisper/wasm/wasm-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { loadOnnxRuntime, wasmThreads } from '$lib/runtime/onnx-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../../support/default-model';

const MODEL = 'whisper-base-q8_0';
let engine: WhisperEngine;

beforeAll(async () => {
  const runtime = await loadOnnxRuntime(wasmThreads());
  const options = { kernels: 'f32', runtime, breathe: () => Promise.resolve() } as const;
  engine = await WhisperEngine.load(await defaultModel(), (checkpoint) =>
    WasmBackend.open(checkpoint, options),
  );
}, 120_000);
afterAll(() => engine.dispose());

test('what is expected is what exact arithmetic writes', async () => {
  const { text: written, time } = await writeClip(engine);
  expect(time.encoder).toBeLessThan(time.total);
  expect(engine.rules.vocabulary.decode(written.tokens)).toContain('available to take your call');
  expect(await selfTest(engine, MODEL), JSON.stringify(written)).toMatchObject({ verdict: 'right' });
});

test('a model that is not known is not judged', async () => {
  expect(await selfTest(engine, 'another')).toEqual({ verdict: 'unknown' });
});

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
  expect(await selfTest(engine, MODEL)).toEqual({ verdict: 'wrong' });
});
