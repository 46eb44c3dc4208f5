import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { DECODING_DEFAULTS } from '$lib/core/whisper/decoding/decoding-settings';
import { decodeWindow } from '$lib/core/whisper/decoding/decode-window';
import { helperThreads } from '$lib/inference/engine/whisper/kernels/helper-threads';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { WasmBackend } from '$lib/inference/engine/whisper/wasm/wasm-backend';
import { WhisperEngine } from '$lib/inference/engine/whisper/whisper-engine';
import { loadKernelModule, type KernelModule } from '$lib/runtime/kernels/kernel-module';
import { loadOnnxRuntime, wasmThreads, type OnnxRuntime } from '$lib/runtime/onnx-runtime';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseByFeeding } from '../../../../unit/core/whisper/toy-tokens';
import { relativeNorm } from '../../../support/relative-norm';
import { expectSameQueries } from '../../../support/same-queries';
import { toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';

const SAMPLES = Float32Array.from({ length: 32_000 }, (_, i) => Math.sin(i / 9) * Math.sin(i / 3000));
const PROMPT = [50258, 50265, 50359, 50363];

let runtime: OnnxRuntime;
let module: KernelModule;
let multilingual: Blob;
beforeAll(async () => {
  multilingual = await toyGgmlFile('q8_0', { multilingual: true });
  runtime = await loadOnnxRuntime(wasmThreads());
  module = await loadKernelModule({ isShared: crossOriginIsolated });
});

const options = { breathe: () => Promise.resolve(), withEncoderOutput: true };

const onOnnxRuntime = (kernels: 'f32' | 'int8') => (file: Blob) =>
  WhisperEngine.load(file, (checkpoint) => WasmBackend.open(checkpoint, { ...options, kernels, runtime }));

const onKernels = (file: Blob) =>
  WhisperEngine.load(file, (checkpoint) =>
    KernelBackend.open(checkpoint, { ...options, threads: helperThreads(module, 2) }),
  );

describe.each([
  { name: 'the graphs on onnxruntime', load: onOnnxRuntime('f32') },
  { name: 'our kernels', load: onKernels },
])('$name, with a model of random weights,', ({ load }) => {
  test('give the same logits for tokens in one call and one by one', async () => {
    const engine = await load(multilingual);
    const encoded = await engine.encode(SAMPLES);
    const atOnce = (await encoded.startDecoder().feed([[...PROMPT, 100, 200, 300]])).logits.slice();
    const decoder = encoded.startDecoder();
    await decoder.feed([PROMPT]);
    await decoder.feed([[100, 200]]);
    expect(relativeNorm((await decoder.feed([[300]])).logits, atOnce)).toBeLessThan(1e-4);
    await engine.dispose();
  });

  test('give the logits of every token that they are wanted of, and what each asked the sound for', async () => {
    const engine = await load(multilingual);
    const encoded = await engine.encode(SAMPLES);
    const wanted = [0, 3, 5];
    const { logits, crossQueries } = await encoded.startDecoder().feed([[...PROMPT, 100, 200]], { wanted });
    const size = logits.length / wanted.length;
    const decoder = encoded.startDecoder();
    for (const [index, token] of [...PROMPT, 100, 200].entries()) {
      const step = await decoder.feed([[token]]);
      const row = wanted.indexOf(index);
      if (row >= 0)
        expect(relativeNorm(logits.subarray(row * size, (row + 1) * size), step.logits)).toBeLessThan(1e-4);
      expectSameQueries(await crossQueries.read(index), await step.crossQueries.read(0));
    }
    const heads = engine.rules.alignmentHeads;
    expect(new Set((await crossQueries.read(0)).keys())).toEqual(new Set(heads.map(({ layer }) => layer)));
    expect(await encoded.alignmentKeys()).toHaveLength(heads.length);
    await engine.dispose();
  });

  test('go on with several texts side by side as with each alone', async () => {
    const engine = await load(multilingual);
    const encoded = await engine.encode(SAMPLES);
    const decoder = encoded.startDecoder();
    await decoder.feed([PROMPT]);
    await decoder.feed([[100], [200], [300]], { order: [0, 0, 0] });
    // The third goes on twice, the first once, the second not at all.
    const { logits, crossQueries } = await decoder.feed([[10], [20], [30]], { order: [2, 0, 2] });
    const size = logits.length / 3;
    for (const [row, text] of [
      [300, 10],
      [100, 20],
      [300, 30],
    ].entries()) {
      const alone = await encoded.startDecoder().feed([[...PROMPT, ...text]]);
      expect(relativeNorm(logits.subarray(row * size, (row + 1) * size), alone.logits)).toBeLessThan(1e-4);
      expectSameQueries(await crossQueries.read(row), await alone.crossQueries.read(PROMPT.length + 1));
    }
    await engine.dispose();
  });

  test('choose in turns what is chosen one by one from the logits', async () => {
    const engine = await load(multilingual);
    const encoded = await engine.encode(SAMPLES);
    const { mask } = engine.rules.plain;
    const stepped = encoded.startDecoder();
    await stepped.feed([PROMPT]);
    const decoder = encoded.startDecoder();
    await decoder.feed([PROMPT]);
    const turns = await decoder.choose([100], { mask, count: 3, steps: 5, endOfText: -1 });
    expect(turns).toHaveLength(5);
    let tokens: readonly number[] = [100];
    for (const turn of turns) {
      const [expected] = await chooseByFeeding(stepped, tokens, { mask, count: 3, steps: 1, endOfText: -1 });
      const ids = (choices = turn.choices) => choices.map((best) => best.map(({ token }) => token));
      expect(ids()).toEqual(ids(expected?.choices));
      for (const [rank, { logProbability }] of (turn.choices[0] ?? []).entries()) {
        expect(logProbability).toBeCloseTo(expected?.choices[0]?.[rank]?.logProbability ?? NaN, 3);
      }
      expectSameQueries(await turn.crossQueries.read(0), await expected!.crossQueries.read(0));
      tokens = [turn.choices[0]?.[0]?.token ?? -1];
    }
    await engine.dispose();
  });

  test('choose no further than the end, and nothing that is forbidden', async () => {
    const engine = await load(multilingual);
    const encoded = await engine.encode(SAMPLES);
    const mask = engine.rules.plain.mask.slice().fill(-Infinity, 3);
    const choose = async (endOfText: number) => {
      const decoder = encoded.startDecoder();
      await decoder.feed([PROMPT]);
      return decoder.choose([100], { mask, count: 4, steps: 6, endOfText });
    };
    const turns = await choose(-1);
    expect(turns.flatMap(({ choices }) => choices.map((best) => best.length))).toEqual([3, 3, 3, 3, 3, 3]);
    const first = turns[0]?.choices[0]?.[0]?.token ?? -1;
    expect(await choose(first)).toHaveLength(1);
    await engine.dispose();
  });

  test('forget what is taken back', async () => {
    const engine = await load(multilingual);
    const encoded = await engine.encode(SAMPLES);
    const expected = (await encoded.startDecoder().feed([[...PROMPT, 100, 300]])).logits.slice();
    const decoder = encoded.startDecoder();
    await decoder.feed([[...PROMPT, 100, 200, 201, 202]]);
    decoder.rewind(PROMPT.length + 1);
    expect(relativeNorm((await decoder.feed([[300]])).logits, expected)).toBeLessThan(1e-4);
    await engine.dispose();
  });

  test('depend on the sound', async () => {
    const engine = await load(multilingual);
    const logits = async (samples: Float32Array) =>
      (await (await engine.encode(samples)).startDecoder().feed([PROMPT])).logits.slice();
    expect(relativeNorm(await logits(SAMPLES), await logits(new Float32Array(16_000)))).toBeGreaterThan(1e-4);
    await engine.dispose();
  });

  test('take a shorter context, and of it as many positions as it has', async () => {
    const engine = await load(multilingual);
    const frames = Math.min(
      200,
      2 * (await readGgmlCheckpoint(await toyGgmlFile('q8_0'))).dimensions.audioContext,
    );
    const { encoderOutput } = await engine.encodeLogMel(engine.logMel.compute(new Float32Array(0), frames));
    expect(encoderOutput).toHaveLength((frames / 2) * 64);
    await engine.dispose();
  });

  test('let the decoder see a part of what was encoded, as if there was no more', async () => {
    const engine = await load(multilingual);
    const encoded = await engine.encode(SAMPLES.subarray(0, 2560));
    const logits = async (seen?: { startSample: number; endSample: number }) =>
      (await encoded.startDecoder(seen).feed([PROMPT])).logits.slice();
    const all = await logits();
    expect(relativeNorm(await logits({ startSample: 0, endSample: 480_000 }), all)).toBeLessThan(1e-6);
    expect(relativeNorm(await logits({ startSample: 640, endSample: 1280 }), all)).toBeGreaterThan(1e-5);
    await engine.dispose();
  });

  test('encode no more than the context that is asked for', async () => {
    const engine = await load(multilingual);
    const length = async (seconds?: number) =>
      (await engine.encode(SAMPLES.subarray(0, 1600), seconds)).encoderOutput?.length ?? 0;
    expect(await length(0.15)).toBe(8 * 64); // 20 ms a position, rounded up
    expect(await length()).toBeGreaterThan(8 * 64);
    await engine.dispose();
  });

  test('refuse more tokens than the text context has', async () => {
    const engine = await load(multilingual);
    const decoder = (await engine.encode(SAMPLES)).startDecoder();
    await expect(decoder.feed([Array<number>(449).fill(1)])).rejects.toThrow(RangeError);
    await engine.dispose();
  });

  test.each([
    ['an English-only checkpoint', { multilingual: false }],
    ['128 mel bands', { multilingual: true, melBands: 128 }],
  ] as const)('%s runs from file to tokens', async (_, options) => {
    const engine = await load(await toyGgmlFile('q8_0', options));
    const encoded = await engine.encode(SAMPLES);
    const decoded = await decodeWindow(engine.rules, () => Promise.resolve(encoded), {
      language: 'en',
      window: { seconds: 2, speechSeconds: 2, isFull: false, isFragment: false },
      settings: DECODING_DEFAULTS,
      preceding: { words: ['word'], text: 'Before.' },
    });
    expect(decoded.tokens.length).toBeGreaterThan(0);
    await engine.dispose();
  });
});

test('the graphs in 8 bits stay near those in f32', async () => {
  const file = await toyGgmlFile('f16', { multilingual: true });
  const outputs = [];
  for (const kernels of ['f32', 'int8'] as const) {
    const engine = await onOnnxRuntime(kernels)(file);
    const { encoderOutput } = await engine.encodeLogMel(engine.logMel.compute(SAMPLES.subarray(0, 2560), 32));
    outputs.push(encoderOutput!);
    await engine.dispose();
  }
  expect(relativeNorm(outputs[1]!, outputs[0]!)).toBeLessThan(0.05);
});
