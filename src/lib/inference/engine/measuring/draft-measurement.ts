import type { DraftMeasurement } from '../../../protocol/measurement';
import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import type { AudioWindow } from '../../../core/endpointing/audio-window';
import { contextSeconds } from '../../../core/whisper/features/audio-context';
import { searchBehind } from '../../../core/whisper/decoding/decode-window';
import { decoderPrompt } from '../../../core/whisper/decoding/prompt';
import type { EncoderOutput } from '../../../core/whisper/decoding/token-decoder';
import type { Engine } from '../../../core/whisper/reading/engine';

/** What a hypothesis has not heard yet. */
const UNHEARD_SECONDS = 1;

/**
 * What a draft is worth on one window: the text as it is without, with the hypothesis of the sound up to its last second
 * as the draft, as in dictation, and with itself.
 */
export async function measureDraft(
  engine: Engine,
  window: AudioWindow,
  language: string,
): Promise<DraftMeasurement> {
  const { samples } = window;
  const heard = await encode(engine, samples.subarray(0, samples.length - UNHEARD_SECONDS * SAMPLE_RATE));
  const hypothesis = await decode(engine, heard, language);
  heard.release();
  const sound = await encode(engine, samples);
  const plain = await decode(engine, sound, language);
  const drafted = await decode(engine, sound, language, hypothesis.tokens);
  const right = await decode(engine, sound, language, plain.tokens);
  sound.release();
  return {
    agreedTokens: agreed(plain.tokens, drafted.tokens),
    tokens: plain.tokens.length,
    stepMilliseconds: plain.milliseconds,
    hypothesisMilliseconds: drafted.milliseconds,
    draftMilliseconds: right.milliseconds,
  };
}

function encode(engine: Engine, samples: Float32Array) {
  return engine.encode(samples, contextSeconds(samples.length / SAMPLE_RATE, engine));
}

async function decode(
  { rules }: Engine,
  sound: EncoderOutput,
  language: string,
  draft: readonly number[] = [],
): Promise<{ readonly tokens: readonly number[]; readonly milliseconds: number }> {
  const startedMs = performance.now();
  const prompt = decoderPrompt(rules.special, [], language, false);
  const result = await searchBehind(rules, sound, prompt, { beams: 1, timestamps: false, draft });
  return { tokens: result.tokens.map(({ token }) => token), milliseconds: performance.now() - startedMs };
}

function agreed(tokens: readonly number[], others: readonly number[]): number {
  return tokens.filter((token, index) => others[index] === token).length;
}
