import type { TestTime } from '../../../protocol/loading';
import { muLawSample } from '../../../core/audio/companding';
import { contextSeconds } from '../../../core/whisper/features/audio-context';
import { searchBehind } from '../../../core/whisper/decoding/decode-window';
import { decoderPrompt } from '../../../core/whisper/decoding/prompt';
import { SAMPLE_RATE } from '../../../core/audio/audio-format';

import type { Engine } from '../../../core/whisper/reading/engine';
import clip from './self-test-clip.ulaw?url&inline';

/** Natural logarithms, each token's: rounding moves them by some 1e-4, wrong kernels by more than 1. */
const TOLERANCE = 0.05;

/** What a model writes of the clip. */
export interface ExpectedText {
  readonly tokens: readonly number[];
  /** Of the tokens, and of the end behind them. */
  readonly logProbabilities: readonly number[];
}

/** As it was on the day that the kernels were right: f32 on the processor, which a test compares with it. */
const EXPECTED: Readonly<Record<string, ExpectedText>> = {
  'whisper-base-q8_0': {
    tokens: [9297, 307, 2435, 281, 747, 428, 818, 412, 264, 1623, 13],
    logProbabilities: [
      -0.1174, -0.0317, -0.0026, -0.0029, -0.002, -0.0098, -0.0266, -0.0043, -0.0019, -0.0007, -0.1625,
      -0.0567,
    ],
  },
};

/** Whether an engine writes what it must; `unknown`: nobody knows what this model must write. */
export type SelfTest =
  { readonly verdict: 'right'; readonly time: TestTime } | { readonly verdict: 'wrong' | 'unknown' };

/** Writes the clip's text, and compares it with what is known of the model. */
export async function selfTest(engine: Engine, modelId: string): Promise<SelfTest> {
  const expected = EXPECTED[modelId];
  if (!expected) return { verdict: 'unknown' };
  if (!isRight((await writeClip(engine)).text, expected)) return { verdict: 'wrong' };
  const { text, time } = await writeClip(engine);
  return isRight(text, expected) ? { verdict: 'right', time } : { verdict: 'wrong' };
}

/** "Nobody is available to take your call at the moment." */
export async function writeClip(
  engine: Engine,
): Promise<{ readonly text: ExpectedText; readonly time: TestTime }> {
  const samples = clipSamples();
  const startedMs = performance.now();
  const encoded = await engine.encode(samples, contextSeconds(samples.length / SAMPLE_RATE));
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

export function isRight(written: ExpectedText, expected: ExpectedText): boolean {
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
