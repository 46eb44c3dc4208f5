import { toByteArray } from 'base64-js';
import { AppError } from '../errors';

/**
 * The text tokens of `.en` checkpoints: those of GPT-2, whose end of text, the next id, has no bytes. Half a megabyte, so
 * it is loaded when it is asked for.
 *
 * @returns 50256 tokens, by id
 * @throws AppError 'app-not-loaded' where they do not come
 */
export async function englishVocabulary(): Promise<readonly Uint8Array[]> {
  const { default: encoding } = await import('js-tiktoken/ranks/gpt2').catch((cause: unknown) => {
    throw new AppError('app-not-loaded', 'the English vocabulary did not come', { cause });
  });
  return readRanks(encoding.bpe_ranks);
}

/** Each line has a mark, the id of its first token, and tokens in Base64 whose ids follow. */
function readRanks(ranks: string): readonly Uint8Array[] {
  const tokens: Uint8Array[] = [];
  for (const line of ranks.split('\n')) {
    const [, firstId, ...encoded] = line.split(' ');
    if (firstId === undefined) continue;
    for (const [index, token] of encoded.entries()) tokens[Number(firstId) + index] = toByteArray(token);
  }
  return tokens;
}
