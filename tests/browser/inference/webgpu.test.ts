import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import type { TokenDecoder } from '$lib/core/whisper/token-decoder';
import type { Backend } from '$lib/inference/worker/backend';
import { requestGpuDevice } from '$lib/inference/worker/gpu-device';
import { WasmBackend } from '$lib/inference/worker/wasm-backend';
import { WebgpuBackend } from '$lib/inference/worker/webgpu-backend';
import { WhisperEngine } from '$lib/inference/worker/whisper-engine';
import { loadOnnxRuntime, wasmThreads } from '$lib/runtime/onnx-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relativeNorm } from '../support/relative-norm';
import { toyGgmlFile } from '../../unit/support/toy-ggml-file';

const SAMPLES = Float32Array.from({ length: 32_000 }, (_, i) => Math.sin(i / 9) * Math.sin(i / 3000));
const PROMPT = [50258, 50265, 50359, 50363];
const breathe = () => Promise.resolve();

// On Chromium's software adapter, which is exact and slow. The processor's graphs are tested on their own.
describe('a model of random weights on WebGPU', () => {
  let gpu: WhisperEngine;
  let processor: WhisperEngine;
  const encode = async () => [await gpu.encode(SAMPLES), await processor.encode(SAMPLES)] as const;

  beforeAll(async () => {
    const runtime = await loadOnnxRuntime(wasmThreads());
    const device = await requestGpuDevice();
    const file = await toyGgmlFile('q8_0', { multilingual: true });
    const open = (backend: (checkpoint: Checkpoint) => Promise<Backend>) => WhisperEngine.load(file, backend);
    const options = { runtime, breathe, withEncoderOutput: true };
    processor = await open((checkpoint) => WasmBackend.open(checkpoint, { ...options, kernels: 'f32' }));
    gpu = await open((checkpoint) => WebgpuBackend.open(checkpoint, { ...options, device }));
  });
  afterAll(async () => {
    await gpu.dispose();
    await processor.dispose();
  });

  test('hears as the processor does', async () => {
    const [onGpu, onProcessor] = await encode();
    expect(relativeNorm(onGpu.encoderOutput!, onProcessor.encoderOutput!)).toBeLessThan(1e-4);
    const expected = await onProcessor.alignmentKeys();
    for (const [layer, { values, positions }] of await onGpu.alignmentKeys()) {
      expect(positions).toBe(expected.get(layer)?.positions);
      expect(relativeNorm(values, expected.get(layer)!.values)).toBeLessThan(1e-4);
    }
  });

  const scripts: readonly (readonly [string, (decoder: TokenDecoder) => Promise<Float32Array>])[] = [
    ['a prompt', async (decoder) => (await decoder.feed([PROMPT], { wanted: [0, 3] })).logits],
    [
      'tokens one by one',
      async (decoder) => {
        await decoder.feed([PROMPT]);
        await decoder.feed([[100]]);
        return (await decoder.feed([[200]])).logits;
      },
    ],
    [
      'several tokens behind others, and what is taken back',
      async (decoder) => {
        await decoder.feed([[...PROMPT, 100, 200, 201, 202]]);
        decoder.rewind(PROMPT.length + 1);
        return (await decoder.feed([[300, 301]], { wanted: [0, 1] })).logits;
      },
    ],
    [
      'texts side by side, in another order',
      async (decoder) => {
        await decoder.feed([PROMPT]);
        await decoder.feed([[100], [200], [300]], { order: [0, 0, 0] });
        return (await decoder.feed([[10], [20], [30]], { order: [2, 0, 2] })).logits;
      },
    ],
  ];

  test.each(scripts)('gives the same logits for %s', async (_, script) => {
    const [onGpu, onProcessor] = await encode();
    const expected = (await script(onProcessor.startDecoder())).slice();
    expect(relativeNorm(await script(onGpu.startDecoder()), expected)).toBeLessThan(1e-4);
    onGpu.release();
  });

  test('gives the same logits for a part of the sound', async () => {
    const [onGpu, onProcessor] = await encode();
    const seen = { startSample: 640, endSample: 1280 };
    const expected = (await onProcessor.startDecoder(seen).feed([PROMPT])).logits.slice();
    expect(relativeNorm((await onGpu.startDecoder(seen).feed([PROMPT])).logits, expected)).toBeLessThan(1e-4);
    onGpu.release();
  });

  test('chooses the same tokens, and asks the sound for the same', async () => {
    const [onGpu, onProcessor] = await encode();
    const { mask } = gpu.rules.plain;
    const choose = async (decoder: TokenDecoder) => {
      await decoder.feed([PROMPT]);
      return decoder.choose([100, 101], { mask, count: 3, turns: 4, endOfText: -1, order: [0, 0] });
    };
    const expected = await choose(onProcessor.startDecoder());
    const turns = await choose(onGpu.startDecoder());
    expect(turns).toHaveLength(expected.length);
    for (const [index, { choices, crossQueries }] of turns.entries()) {
      for (const [row, best] of choices.entries()) {
        const wanted = expected[index]?.choices[row] ?? [];
        expect(best.map(({ token }) => token)).toEqual(wanted.map(({ token }) => token));
        for (const [rank, { logProbability }] of best.entries()) {
          expect(logProbability).toBeCloseTo(wanted[rank]?.logProbability ?? NaN, 3);
        }
      }
      for (const [layer, queries] of crossQueries) {
        expect(relativeNorm(queries, expected[index]!.crossQueries.get(layer)!)).toBeLessThan(1e-4);
      }
    }
    onGpu.release();
  });
});
