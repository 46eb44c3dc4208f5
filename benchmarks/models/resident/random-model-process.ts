import { openAsBlob, writeFileSync } from 'node:fs';
import { readGgmlCheckpoint } from '../../../src/lib/core/checkpoint/formats/ggml-reader';
import { toAppError } from '../../../src/lib/core/errors';
import { contextSeconds } from '../../../src/lib/core/whisper/features/audio-context';
import type { EncodedWindow, Engine } from '../../../src/lib/core/whisper/reading/engine';
import { usualBytes } from '../../../src/lib/inference/engine/whisper/kernels/memory-limit';
import { nodeThreads } from '../../../testing/kernel-threads';
import { readKernels } from '../../../testing/kernels';
import { NodeModels, SPEAKER } from './node-models';
import { collectGarbage, peakBytes } from '../own-process';

/** What one model of random weights took, in a process of its own. */
export interface MeasuredModel {
  readonly refusal: Refusal;
  /** What the product asks of the budget for it: it is refused where there is one byte less. */
  readonly neededBytes: number;
  /** The kernels' memory, once all was read. */
  readonly wasmBytes: number;
  readonly loadSeconds: number;
  /** Until silence was computed, while nothing else was done. */
  readonly warmSeconds: number;
  readonly utteranceMs: readonly number[];
  readonly windowMs: readonly number[];
  /** Resident size of the process: right before the load, and the largest until it was loaded and until the end. */
  readonly beforeBytes: number;
  readonly loadPeakBytes: number;
  readonly peakBytes: number;
}

/** What came of it where the budget was too small. */
interface Refusal {
  /** Of the error; null where it was loaded. */
  readonly code: string | null;
  readonly message: string;
  /** By how much the resident size of the process grew meanwhile, at most. */
  readonly grownBytes: number;
}

const MODEL = 'random';
const UTTERANCE_SECONDS = 4;
const WINDOW_SECONDS = 30;
const TOKENS = 24;
/** As a greedy search asks for them. */
const STEPS_AT_ONCE = 16;
const CHOICES = 4;
const SAMPLE_RATE = 16_000;

const [path = '', threadCount = '', rounds = '', out = ''] = process.argv.slice(2);
writeFileSync(out, JSON.stringify(await measure(Number(threadCount), Number(rounds))));

async function measure(count: number, rounds: number): Promise<MeasuredModel> {
  const threads = nodeThreads(await readKernels('relaxed'), count);
  const files = { [MODEL]: await openAsBlob(path) };
  const { dimensions } = await readGgmlCheckpoint(files[MODEL]);
  const neededBytes = usualBytes(dimensions, count);
  const refusal = await refusedBy(new NodeModels({ files, threads, budgetBytes: neededBytes - 1 }));
  const models = new NodeModels({ files, threads, budgetBytes: neededBytes });
  await collectGarbage();
  const beforeBytes = process.memoryUsage().rss;
  const startedMs = performance.now();
  const { model, giveBack } = await models.hold(MODEL);
  const loadedMs = performance.now();
  const loadPeakBytes = peakBytes();
  await model.warmed;
  const warmMs = performance.now();
  const engine = await model.engineFor(SPEAKER);
  const utteranceMs: number[] = [];
  const windowMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    utteranceMs.push(await readMs(engine, UTTERANCE_SECONDS));
    windowMs.push(await readMs(engine, WINDOW_SECONDS));
  }
  const { wasmBytes } = models;
  giveBack();
  await models.release();
  return {
    ...{ refusal, neededBytes, wasmBytes, utteranceMs, windowMs, beforeBytes, loadPeakBytes },
    loadSeconds: (loadedMs - startedMs) / 1000,
    warmSeconds: (warmMs - loadedMs) / 1000,
    peakBytes: peakBytes(),
  };
}

async function refusedBy(models: NodeModels): Promise<Refusal> {
  await collectGarbage();
  const [beforeBytes, peakBefore] = [process.memoryUsage().rss, peakBytes()];
  const error = await models.hold(MODEL).then(() => null, toAppError);
  const highest = peakBytes() > peakBefore ? peakBytes() : process.memoryUsage().rss;
  await models.release();
  return {
    code: error?.code ?? null,
    message: error?.message ?? '',
    grownBytes: highest - beforeBytes,
  };
}

/** A sound and its text, from samples to the last token. */
async function readMs(engine: Engine, seconds: number): Promise<number> {
  const samples = Float32Array.from(
    { length: seconds * SAMPLE_RATE },
    (_, i) => Math.sin(i / 9) * Math.sin(i / 3000),
  );
  const startedMs = performance.now();
  const sound = await engine.encode(samples, contextSeconds(seconds, engine));
  try {
    await readTokens(engine, sound);
    return performance.now() - startedMs;
  } finally {
    sound.release();
  }
}

/** The most probable token behind each, whether the text has ended or not. */
async function readTokens({ rules: { special, plain } }: Engine, sound: EncodedWindow): Promise<void> {
  const english = special.languages.get('en') ?? special.startOfTranscript;
  const decoder = sound.startDecoder();
  try {
    await decoder.feed([[special.startOfTranscript, english, special.transcribe]]);
    let last = special.noTimestamps;
    for (let count = 0; count < TOKENS;) {
      const steps = Math.min(STEPS_AT_ONCE, TOKENS - count);
      const options = { mask: plain.mask, count: CHOICES, steps, endOfText: -1 };
      const chosen = await decoder.choose([last], options);
      last = chosen.at(-1)?.choices[0]?.[0]?.token ?? last;
      count += chosen.length;
    }
  } finally {
    decoder.release();
  }
}
