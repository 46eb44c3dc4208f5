import type { SampleRange } from '$lib/core/audio/audio-format';
import { logSumExp } from '$lib/core/whisper/decoding/log-sum-exp';
import { bestTokens, type ChosenToken } from '$lib/core/whisper/decoding/token-choice';
import type { ChooseOptions, TokenQueries } from '$lib/core/whisper/decoding/token-decoder';
import type { EncodedOutput } from '$lib/inference/engine/whisper/backend';

/** Feeds a text as a whole, to a decoder of its own. */
export async function sayAlone(sound: EncodedOutput, seen: SampleRange | undefined, text: readonly number[]) {
  const decoder = sound.startDecoder(seen);
  const wanted = [...text.keys()];
  const { logits, crossQueries } = await decoder.feed([text], { wanted });
  decoder.release();
  const size = logits.length / text.length;
  return {
    logits: wanted.map((row) => logits.subarray(row * size, (row + 1) * size)),
    queries: (row: number) => crossQueries.read(row),
  };
}

/** @throws Error unless they are the same numbers */
export function requireSame(own: Float32Array | null, expected: Float32Array | null, what: string): void {
  const isSame = own?.length === expected?.length && own?.every((value, i) => value === expected?.[i]);
  if (!own || !isSame || !own.every(Number.isFinite)) throw new Error(`${what} differ, or are no numbers`);
}

/** @throws Error unless they are the same numbers */
export function requireSameQueries(own: TokenQueries, expected: TokenQueries): void {
  for (const [layer, values] of own) requireSame(values, expected.get(layer) ?? null, 'queries');
}

/** @throws Error unless they are the best of the logits that the mask allows */
export function requireBest(
  own: readonly ChosenToken[],
  logits: Float32Array,
  { mask, count }: Pick<ChooseOptions, 'mask' | 'count'>,
): void {
  const allowed = logits.map((logit, token) => logit + (mask[token] ?? 0));
  const expected = bestTokens(allowed, logSumExp(allowed), count);
  const isSame = ({ token, logProbability }: ChosenToken, rank: number) =>
    token === expected[rank]?.token && Math.abs(logProbability - expected[rank].logProbability) < 1e-3;
  if (own.length !== expected.length || !own.every(isSame))
    throw new Error(`chosen ${JSON.stringify(own)}, expected ${JSON.stringify(expected)}`);
}

/** Length of the difference, in lengths of what is expected. */
export function distance(own: Float32Array | null, expected: Float32Array | null): number {
  const [difference, norm] = [own ?? [], expected ?? []].map((_, which) =>
    (expected ?? new Float32Array(0)).reduce(
      (sum, value, i) => sum + ((which ? 0 : (own?.[i] ?? NaN)) - value) ** 2,
      0,
    ),
  );
  return Math.sqrt((difference ?? NaN) / (norm ?? NaN));
}
