import type { Checkpoint } from '../../src/lib/core/checkpoint/checkpoint';
import type { WhisperDimensions } from '../../src/lib/core/checkpoint/dimensions';
import { randomCheckpoint, randomCheckpointOf } from '../../src/lib/core/checkpoint/random-checkpoint';
import { readGgmlCheckpoint } from '../../src/lib/core/checkpoint/formats/ggml-reader';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { encoderTimeMs, estimateSpeed, stepTimeMs } from '../../src/lib/core/models/model-speed';
import { timeLayers } from '../../src/lib/inference/engine/measuring/layer-timing';
import { KernelBackend } from '../../src/lib/inference/engine/whisper/kernels/kernel-backend';
import type { KernelThreads } from '../../src/lib/inference/engine/whisper/kernels/kernel-model';
import { WhisperEngine } from '../../src/lib/inference/engine/whisper/whisper-engine';
import { nodeThreads } from '../../testing/kernel-threads';
import { readKernels } from '../../testing/kernels';
import { defaultModelFile } from '../../testing/models/default-model';
import { PUBLISHED } from '../../testing/models/dimensions';
import { figure, type Findings } from '../lib/figures';

/** Of the sound that is encoded; a sentence is given as much. */
const CONTEXT_SECONDS = 15;
const TOKENS = 8;
const SAMPLE_RATE = 16_000;

/** What a model takes for the parts of its work, in milliseconds. */
interface Times {
  readonly encoder: number;
  /** A token of one text, and of four at once. */
  readonly token: number;
  readonly fourTokens: number;
}

export interface SpeedOptions {
  readonly threads: number;
  /** Of each, in turn. */
  readonly rounds: number;
}

/** How long models take, as one layer of theirs foretells it and as they do: the shipped one, tiny.en and turbo. */
export async function measureSpeed(options: SpeedOptions): Promise<Findings> {
  const checkpoints = {
    base: await readGgmlCheckpoint(await defaultModelFile()),
    'tiny.en': randomCheckpointOf(PUBLISHED['tiny.en']),
    turbo: randomCheckpoint('turbo'),
  };
  const models: Record<string, unknown> = {};
  const figures = [];
  for (const [name, checkpoint] of Object.entries(checkpoints)) {
    const { ratios, ...details } = await compareSpeed(checkpoint, options);
    models[name] = details;
    figures.push(figure(`speed.${name}_foretold_to_measured`, 'ratio', ratios));
  }
  return { figures, details: { ...options, contextSeconds: CONTEXT_SECONDS, models } };
}

/** One model: each round times a layer, the model, and a layer once more, for a machine that others use is fast and slow in turns. */
async function compareSpeed(checkpoint: Checkpoint, { threads: count, rounds }: SpeedOptions) {
  const threads = nodeThreads(await readKernels('relaxed'), count);
  const breathe = () => Promise.resolve();
  const engine = await WhisperEngine.open(checkpoint, (file) =>
    KernelBackend.open(file, { threads, breathe, silence: 'computed' }),
  );
  const predicted: Times[] = [];
  const measured: Times[] = [];
  const layersMs: number[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const startedMs = performance.now();
      const before = await foretell(checkpoint.dimensions, threads);
      layersMs.push(performance.now() - startedMs);
      const taken = await time(engine);
      const after = await foretell(checkpoint.dimensions, threads);
      // The first compiles.
      if (round === 0) continue;
      predicted.push(meanOf([before, after]));
      measured.push(taken);
    }
  } finally {
    await engine.dispose();
  }
  return {
    predicted: medianOf(predicted),
    measured: medianOf(measured),
    /** Each round: a sentence of twenty tokens. */
    ratios: predicted.map((times, round) => sentenceMs(times) / sentenceMs(measured[round] ?? times)),
    layersMs,
  };
}

function sentenceMs({ encoder, token }: Times): number {
  return encoder + 20 * token;
}

async function foretell(dimensions: WhisperDimensions, threads: KernelThreads): Promise<Times> {
  const [timings] = await timeLayers([dimensions], { threads, turn: (call) => Promise.resolve(call()) });
  if (!timings) throw new Error('no layer was timed');
  const speed = estimateSpeed(timings, dimensions);
  return {
    encoder: encoderTimeMs(speed, CONTEXT_SECONDS),
    token: stepTimeMs(speed, 1, CONTEXT_SECONDS),
    fourTokens: stepTimeMs(speed, 4, CONTEXT_SECONDS),
  };
}

async function time(engine: WhisperEngine): Promise<Times> {
  const samples = Float32Array.from(
    { length: CONTEXT_SECONDS * SAMPLE_RATE },
    (_, i) => Math.sin(i / 9) * Math.sin(i / 3000),
  );
  const startedMs = performance.now();
  const encoded = await engine.encode(samples, CONTEXT_SECONDS);
  const encoder = performance.now() - startedMs;
  try {
    return {
      encoder,
      token: await tokenMs(engine, encoded, 1),
      fourTokens: await tokenMs(engine, encoded, 4),
    };
  } finally {
    encoded.release();
  }
}

type Encoded = Awaited<ReturnType<WhisperEngine['encode']>>;

async function tokenMs({ rules }: WhisperEngine, encoded: Encoded, texts: number): Promise<number> {
  const decoder = encoded.startDecoder();
  const start = rules.special.startOfTranscript;
  const tokens = Array.from({ length: texts }, () => start);
  const options = { mask: rules.plain.mask, count: 1, steps: TOKENS, endOfText: -1 };
  try {
    await decoder.feed([[start]]);
    await decoder.choose(tokens, { ...options, order: tokens.map(() => 0) });
    const startedMs = performance.now();
    await decoder.choose(tokens, options);
    return (performance.now() - startedMs) / TOKENS;
  } finally {
    decoder.release();
  }
}

function medianOf(times: readonly Times[]): Times {
  return ofEachPart(times, (values) => percentile(values, 0.5));
}

function meanOf(times: readonly Times[]): Times {
  return ofEachPart(times, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

function ofEachPart(times: readonly Times[], one: (values: readonly number[]) => number): Times {
  const of = (part: keyof Times) => one(times.map((each) => each[part]));
  return { encoder: of('encoder'), token: of('token'), fourTokens: of('fourTokens') };
}
