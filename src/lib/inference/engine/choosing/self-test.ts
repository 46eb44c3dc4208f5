import type { TestTime } from '../../../protocol/loading';
import { muLawSample } from '../../../core/audio/codecs/companding';
import { contextSeconds } from '../../../core/whisper/features/audio-context';
import { searchBehind } from '../../../core/whisper/decoding/decode-window';
import { decoderPrompt } from '../../../core/whisper/decoding/prompt';
import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import type { Engine } from '../../../core/whisper/reading/engine';
import clip from './self-test-clip.ulaw?url&inline';

/** Natural logarithms, each token's: rounding moves them by some 1e-4, wrong kernels by more than 1. */
const TOLERANCE = 0.05;

/** What an engine writes of the clip. */
export interface WrittenText {
  readonly tokens: readonly number[];
  /** Log-probabilities of the tokens, and of the end after them. */
  readonly logProbabilities: readonly number[];
}

/** Whether an engine writes what another one does with the same checkpoint. */
export type SelfTest = { readonly verdict: 'right'; readonly time: TestTime } | { readonly verdict: 'wrong' };

/**
 * Has an engine write the clip.
 *
 * @param expected what exact arithmetic on the processor writes with the same checkpoint
 */
export async function selfTest(engine: Engine, expected: WrittenText): Promise<SelfTest> {
  if (!isRight((await writeClip(engine)).text, expected)) return { verdict: 'wrong' };
  // The first run compiles.
  const { text, time } = await writeClip(engine);
  return isRight(text, expected) ? { verdict: 'right', time } : { verdict: 'wrong' };
}

/** Least mean log-probability of a text that a model may have meant. As openai/whisper has it. */
const PLAUSIBLE_LOG_PROBABILITY = -1;

/** Numbers, of a text that ends and is no guess. All that is known of a model too large to be run twice. */
export function isSane({ tokens, logProbabilities }: WrittenText): boolean {
  const mean = logProbabilities.reduce((sum, each) => sum + each, 0) / logProbabilities.length;
  // Written so that NaN is not.
  return logProbabilities.length === tokens.length + 1 && mean >= PLAUSIBLE_LOG_PROBABILITY;
}

/** "Nobody is available to take your call at the moment." */
export async function writeClip(
  engine: Engine,
): Promise<{ readonly text: WrittenText; readonly time: TestTime }> {
  const samples = clipSamples();
  const startedMs = performance.now();
  // The same of every engine.
  const seconds = contextSeconds(samples.length / SAMPLE_RATE, { leastContextSeconds: 0 });
  const encoded = await engine.encode(samples, seconds);
  try {
    // A GPU is done with a sound when something of it can be read.
    await encoded.alignmentKeys();
    const encodedMs = performance.now();
    const prompt = decoderPrompt(engine.rules.special, [], 'en', false);
    const { tokens, end } = await searchBehind(engine.rules, encoded, prompt, {
      beams: 1,
      timestamps: false,
    });
    const endedMs = performance.now();
    const all = end ? [...tokens, end] : tokens;
    return {
      text: {
        tokens: tokens.map(({ token }) => token),
        logProbabilities: all.map(({ logProbability }) => logProbability),
      },
      time: {
        total: endedMs - startedMs,
        encoder: encodedMs - startedMs,
        token: (endedMs - encodedMs) / all.length,
      },
    };
  } finally {
    encoded.release();
  }
}

export function isRight(written: WrittenText, expected: WrittenText): boolean {
  const { tokens, logProbabilities } = expected;
  return (
    written.tokens.length === tokens.length &&
    written.logProbabilities.length === logProbabilities.length &&
    tokens.every((token, index) => written.tokens[index] === token) &&
    // Written so that NaN is wrong.
    logProbabilities.every(
      (log, index) => Math.abs((written.logProbabilities[index] ?? NaN) - log) <= TOLERANCE,
    )
  );
}

/** The clip in mu-law, which the bundle holds: it is there without the network. */
function clipSamples(): Float32Array {
  const base64 = clip.slice(clip.indexOf(',') + 1);
  return Float32Array.from(atob(base64), (character) => muLawSample(character.charCodeAt(0)));
}
