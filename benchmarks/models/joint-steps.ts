import type { DecodingRules } from '../../src/lib/core/whisper/decoding/decoding-rules';
import type { TokenDecoder } from '../../src/lib/core/whisper/decoding/token-decoder';
import type { EncodedWindow, Engine } from '../../src/lib/core/whisper/reading/engine';
import { EngineLock } from '../../src/lib/inference/engine/whisper/engine-lock';
import { KernelBackend } from '../../src/lib/inference/engine/whisper/kernels/kernel-backend';
import { SharedEngine } from '../../src/lib/inference/engine/whisper/shared-engine';
import { WhisperEngine } from '../../src/lib/inference/engine/whisper/whisper-engine';
import { yieldToMessages } from '../../src/lib/runtime/yield-to-messages';
import { readManifest } from '../../testing/audio/manifest';
import { nodeThreads } from '../../testing/kernel-threads';
import { readKernels } from '../../testing/kernels';
import { defaultModelFile } from '../../testing/models/default-model';
import { MANIFEST } from '../file/clips';
import { figure, type Findings } from '../lib/figures';
import { clipSamples } from './clip-samples';

/** As long as the windows of a file are. */
const WINDOW_SECONDS = 29;
const SAMPLE_RATE = 16_000;
/** Of a window of speech. */
const TOKENS = 80;
/** As a greedy search asks for them. */
const STEPS_AT_ONCE = 16;
const CHOICES = 4;

export interface JointStepsOptions {
  readonly threads: number;
  /** Of each way, in turn. */
  readonly rounds: number;
}

/**
 * The decoder over four windows of a file, stepped together and one by one as the app does both: CPU time of the process
 * for 80 tokens of each, and how many times more tokens a second come together.
 *
 * @throws Error where the tokens differ
 */
export async function measureJointSteps({ threads: count, rounds }: JointStepsOptions): Promise<Findings> {
  const threads = nodeThreads(await readKernels('relaxed'), count);
  const engine = await WhisperEngine.load(await defaultModelFile(), (checkpoint) =>
    KernelBackend.open(checkpoint, {
      ...{ threads, breathe: yieldToMessages, silence: 'computed', joinsWindows: true },
    }),
  );
  try {
    const sounds: EncodedWindow[] = [];
    for (const samples of spokenWindows(engine.windowsAtOnce)) sounds.push(await engine.encode(samples));
    const times: { readonly alone: Measured; readonly together: Measured }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const alone = await measured(() => oneByOne(engine, sounds));
      const together = await measured(() => allTogether(engine, sounds));
      if (String(alone.tokens) !== String(together.tokens)) throw new Error('tokens of joint steps differ');
      // The first compiles.
      if (round > 0) times.push({ alone, together });
    }
    const samples = (of: (time: (typeof times)[number]) => number) => times.map(of);
    return {
      figures: [
        figure(
          'joint_steps.ratio',
          'ratio',
          samples(({ alone, together }) => alone.cpuMs / together.cpuMs),
        ),
        figure(
          'joint_steps.one_by_one_ms',
          'ms',
          samples(({ alone }) => alone.cpuMs),
        ),
        figure(
          'joint_steps.together_ms',
          'ms',
          samples(({ together }) => together.cpuMs),
        ),
      ],
      details: {
        ...{ threads: count, windows: sounds.length, windowSeconds: WINDOW_SECONDS, tokens: TOKENS },
        elapsedMs: times.map(({ alone, together }) => [alone.elapsedMs, together.elapsedMs]),
      },
    };
  } finally {
    await engine.dispose();
  }
}

/** Clips of the manifest behind one another. */
function spokenWindows(count: number): readonly Float32Array<ArrayBuffer>[] {
  const all: number[] = [];
  const length = WINDOW_SECONDS * SAMPLE_RATE;
  for (const { path, isSpeech } of readManifest(MANIFEST)) {
    if (all.length >= count * length) break;
    const samples = isSpeech && path.endsWith('.wav') ? clipSamples(path) : null;
    for (const sample of samples ?? []) all.push(sample);
  }
  return Array.from({ length: count }, (_, index) =>
    Float32Array.from(all.slice(index * length, (index + 1) * length)),
  );
}

interface Measured {
  readonly tokens: readonly (readonly number[])[];
  /** Of all threads. */
  readonly cpuMs: number;
  readonly elapsedMs: number;
}

async function measured(work: () => Promise<Measured['tokens']>): Promise<Measured> {
  const [cpu, startedMs] = [process.cpuUsage(), performance.now()];
  const tokens = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { tokens, cpuMs: (user + system) / 1000, elapsedMs: performance.now() - startedMs };
}

async function oneByOne(engine: WhisperEngine, sounds: readonly EncodedWindow[]) {
  const tokens: (readonly number[])[] = [];
  for (const sound of sounds) tokens.push(...(await allTogether(engine, [sound])));
  return tokens;
}

function allTogether(engine: WhisperEngine, sounds: readonly EncodedWindow[]) {
  const user = { urgency: 'file', beforeCall: () => undefined } as const;
  const shared = new SharedEngine(encodedBefore(engine, sounds), new EngineLock(), user);
  return Promise.all(
    sounds.map(async () => {
      const sound = await shared.encode(new Float32Array(0));
      const decoder = sound.startDecoder();
      try {
        return await greedyTokens(decoder, engine.rules);
      } finally {
        decoder.release();
        sound.release();
      }
    }),
  );
}

/** What it encodes is one of the sounds in turn, which stay. */
function encodedBefore({ rules, windowsAtOnce }: WhisperEngine, sounds: readonly EncodedWindow[]): Engine {
  const left = sounds.map((sound) => ({ ...sound, release: () => undefined }));
  return {
    ...{ rules, windowsAtOnce, leastContextSeconds: 0, growsSounds: true },
    encode: () => {
      const next = left.shift();
      return next ? Promise.resolve(next) : Promise.reject(new RangeError('no more sounds'));
    },
    dispose: () => Promise.resolve(),
  };
}

/** The most probable token behind each, whether the text has ended or not. */
async function greedyTokens(decoder: TokenDecoder, { special, plain }: DecodingRules) {
  const english = special.languages.get('en') ?? special.startOfTranscript;
  await decoder.feed([[special.startOfTranscript, english, special.transcribe]]);
  const tokens: number[] = [special.noTimestamps];
  while (tokens.length <= TOKENS) {
    const steps = Math.min(STEPS_AT_ONCE, TOKENS + 1 - tokens.length);
    const last = tokens.at(-1) ?? 0;
    const options = { mask: plain.mask, count: CHOICES, steps, endOfText: -1 };
    for (const { choices } of await decoder.choose([last], options)) tokens.push(choices[0]?.[0]?.token ?? 0);
  }
  return tokens;
}
