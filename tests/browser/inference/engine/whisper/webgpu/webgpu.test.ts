import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import type { DecoderStep, TokenDecoder } from '$lib/core/whisper/decoding/token-decoder';
import type { Backend } from '$lib/inference/engine/whisper/backend';
import { openGpu } from '$lib/inference/engine/whisper/webgpu/gpu-device';
import { WasmBackend } from '$lib/inference/engine/whisper/wasm/wasm-backend';
import { WebgpuBackend } from '$lib/inference/engine/whisper/webgpu/webgpu-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { loadOnnxRuntime, wasmThreads } from '$lib/runtime/onnx-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relativeNorm } from '../../../../support/relative-norm';
import { expectSameQueries } from '../../../../support/same-queries';
import { toyGgmlFile } from '../../../../../../testing/models/toy-ggml-file';

const SAMPLES = Float32Array.from({ length: 32_000 }, (_, i) => Math.sin(i / 9) * Math.sin(i / 3000));
const PROMPT = [393, 400, 500, 501];
const breathe = () => Promise.resolve();

// On Chromium's software adapter, which is exact and slow. The processor's graphs are tested on their own.
describe('a model of random weights on WebGPU', () => {
  let gpu: WhisperEngine;
  let processor: WhisperEngine;
  const encode = async () => [await gpu.encode(SAMPLES), await processor.encode(SAMPLES)] as const;

  beforeAll(async () => {
    const runtime = await loadOnnxRuntime(wasmThreads());
    const { device, adapter } = await openGpu();
    const file = await toyGgmlFile('q8_0', { vocabularySize: 2000 });
    const open = (backend: (checkpoint: Checkpoint) => Promise<Backend>) => WhisperEngine.load(file, backend);
    const options = { runtime, breathe, withEncoderOutput: true };
    processor = await open((checkpoint) => WasmBackend.open(checkpoint, { ...options, kernels: 'f32' }));
    gpu = await open((checkpoint) =>
      WebgpuBackend.open(checkpoint, { ...options, device, adapter, activations: 'float32' }),
    );
  });
  afterAll(async () => {
    await gpu.dispose();
    await processor.dispose();
  });

  test('hears as the processor does', async () => {
    const [onGpu, onProcessor] = await encode();
    expect(relativeNorm(onGpu.encoderOutput!, onProcessor.encoderOutput!)).toBeLessThan(1e-4);
    const expected = await onProcessor.alignmentKeys();
    for (const [index, keys] of (await onGpu.alignmentKeys()).entries())
      expect(relativeNorm(keys, expected[index]!)).toBeLessThan(1e-4);
    expect(expected).toHaveLength(gpu.rules.alignmentHeads.length);
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
      'four texts from their first tokens on, and a token of each behind',
      async (decoder) => {
        await decoder.feed([0, 1, 2, 3].map((text) => PROMPT.map((token) => token + text)));
        return (await decoder.feed([[100], [200], [300], [400]])).logits;
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
      return decoder.choose([100, 101], { mask, count: 3, steps: 4, endOfText: -1, order: [0, 0] });
    };
    const expected = await choose(onProcessor.startDecoder());
    const turns = await choose(onGpu.startDecoder());
    expect(turns).toHaveLength(expected.length);
    for (const [index, { choices, crossQueries }] of turns.entries()) {
      const expectedQueries = expected[index]!.crossQueries;
      for (const [row, best] of choices.entries()) {
        const wanted = expected[index]?.choices[row] ?? [];
        expect(best.map(({ token }) => token)).toEqual(wanted.map(({ token }) => token));
        for (const [rank, { logProbability }] of best.entries()) {
          expect(logProbability).toBeCloseTo(wanted[rank]?.logProbability ?? NaN, 3);
        }
      }
      for (const row of choices.keys()) {
        expectSameQueries(await crossQueries.read(row), await expectedQueries.read(row));
      }
    }
    onGpu.release();
  });

  test('chooses ahead what is chosen one by one, and stops behind the end', async () => {
    const [onGpu, onProcessor] = await encode();
    const { mask } = gpu.rules.plain;
    const choose = async (decoder: TokenDecoder, endOfText: number) => {
      await decoder.feed([PROMPT]);
      return decoder.choose([100], { mask, count: 2, steps: 7, endOfText });
    };
    const ids = (turns: readonly DecoderStep[]) =>
      turns.map(({ choices }) => choices.map((best) => best.map(({ token }) => token)));
    const expected = await choose(onProcessor.startDecoder(), -1);
    const turns = await choose(onGpu.startDecoder(), -1);
    expect(ids(turns)).toEqual(ids(expected));
    for (const [index, { crossQueries }] of turns.entries()) {
      expectSameQueries(await crossQueries.read(0), await expected[index]!.crossQueries.read(0));
    }
    const third = expected[2]!.choices[0]![0]!.token;
    const first = ids(expected).findIndex(([best]) => best?.[0] === third);
    expect(await choose(onGpu.startDecoder(), third)).toHaveLength(first + 1);
    onGpu.release();
  });
});
