import type { GpuCost, GpuCounts, GpuMeasurement } from '../../../protocol/measurement';
import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import { contextSeconds } from '../../../core/whisper/features/audio-context';
import { decoderPrompt } from '../../../core/whisper/decoding/prompt';
import type { EncoderOutput, TokenDecoder } from '../../../core/whisper/decoding/token-decoder';
import type { EncodedWindow } from '../../../core/whisper/reading/engine';
import { gpuCounts } from '../whisper/webgpu/gpu-counters';
import { selfTest, type WrittenText } from '../choosing/self-test';
import type { WhisperEngine } from '../whisper/whisper-engine';

/** After which all buffers and pipelines are there. */
const WARM_UPS = 3;
const UTTERANCE_SECONDS = 2;
const UTTERANCE_TOKENS = 8;
/** As many as are read at once. */
const STEPS = 4;
/** From here on nothing may grow. */
const SETTLED_UTTERANCES = 10;

export interface GpuMeasurementOptions {
  /** What the model must write of the test clip; null where nobody knows. */
  readonly expected: WrittenText | null;
  /** Of the sound that the encoder is measured with: how many dispatches it takes does not depend on it. */
  readonly encoderSeconds: number;
  /** Repeats of each timed piece of work. */
  readonly repeats: number;
  /** In a row, to see what grows. */
  readonly utterances: number;
}

/** What the GPU is asked to do for a sound, a token and an utterance. */
export async function measureGpu(
  engine: WhisperEngine,
  { expected, encoderSeconds, repeats, utterances }: GpuMeasurementOptions,
): Promise<GpuMeasurement> {
  const modelBytes = gpuCounts().bytesAlive;
  const verdict = expected ? (await selfTest(engine, expected)).verdict : 'unknown';
  const encoder = await measureEncoder(engine, encoderSeconds, repeats);
  const step = await measureSteps(engine, repeats);
  for (let i = 0; i < WARM_UPS && utterances > 0; i++) await utter(engine);
  const utterance = utterances > 0 ? await costOf(() => utter(engine)) : null;
  let settled = gpuCounts();
  for (let i = 0; i < utterances; i++) {
    if (i === SETTLED_UTTERANCES) settled = gpuCounts();
    await utter(engine);
  }
  const grown = difference(settled, gpuCounts());
  const growth = utterances > SETTLED_UTTERANCES ? grown : null;
  return { selfTest: verdict, modelBytes, encoder, step, utterance, growth };
}

async function measureEncoder(
  engine: WhisperEngine,
  seconds: number,
  repeats: number,
): Promise<readonly GpuCost[]> {
  const encode = async () => waitFor(await engine.encode(noise(seconds), seconds));
  await encode();
  return repeated(repeats, () => costOf(encode));
}

/** A token of the text after another, as one hypothesis. */
async function measureSteps(engine: WhisperEngine, repeats: number): Promise<readonly GpuCost[]> {
  const encoded = await engine.encode(noise(UTTERANCE_SECONDS), contextSeconds(UTTERANCE_SECONDS, engine));
  const decoder = encoded.startDecoder();
  await decoder.feed([prompt(engine)]);
  await decode(engine, decoder, STEPS);
  const costs = await repeated(repeats, async () => {
    const cost = await costOf(() => decode(engine, decoder, STEPS));
    const each = mapCounts((name) => cost[name] / STEPS);
    return { ...each, milliseconds: cost.milliseconds / STEPS };
  });
  decoder.release();
  encoded.release();
  return costs;
}

async function utter(engine: WhisperEngine): Promise<void> {
  const encoded = await engine.encode(noise(UTTERANCE_SECONDS), contextSeconds(UTTERANCE_SECONDS, engine));
  const decoder = encoded.startDecoder();
  const start = await decoder.feed([prompt(engine)]);
  const steps = await decode(engine, decoder, UTTERANCE_TOKENS);
  decoder.release();
  await start.crossQueries.read(0);
  for (const { crossQueries } of steps) await crossQueries.read(0);
  await encoded.alignmentKeys();
  encoded.release();
}

function decode({ rules }: WhisperEngine, decoder: TokenDecoder, steps: number) {
  const mask = rules.plain.mask;
  // It never ends: weights that say nothing might end at once.
  return decoder.choose([rules.special.startOfTranscript], { mask, count: 1, steps: steps, endOfText: -1 });
}

function prompt({ rules }: WhisperEngine): readonly number[] {
  return decoderPrompt(rules.special, [], 'en', false);
}

/** The work is done when something of it can be read. */
async function waitFor(encoded: EncodedWindow): Promise<void> {
  await (encoded satisfies EncoderOutput).alignmentKeys();
  encoded.release();
}

async function costOf(work: () => Promise<unknown>): Promise<GpuCost> {
  const before = gpuCounts();
  const startedMs = performance.now();
  await work();
  const milliseconds = performance.now() - startedMs;
  return { ...difference(before, gpuCounts()), milliseconds };
}

function difference(before: GpuCounts, after: GpuCounts): GpuCounts {
  return mapCounts((name) => after[name] - before[name]);
}

function mapCounts(value: (name: keyof GpuCounts) => number): GpuCounts {
  return {
    dispatches: value('dispatches'),
    submits: value('submits'),
    bytesWritten: value('bytesWritten'),
    reads: value('reads'),
    bytesRead: value('bytesRead'),
    buffersMade: value('buffersMade'),
    buffersAlive: value('buffersAlive'),
    bytesAlive: value('bytesAlive'),
    wasmBytesGrown: value('wasmBytesGrown'),
  };
}

async function repeated<Result>(times: number, work: () => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let i = 0; i < times; i++) results.push(await work());
  return results;
}

function noise(seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => Math.sin(i / 9) * Math.sin(i / 3000));
}
