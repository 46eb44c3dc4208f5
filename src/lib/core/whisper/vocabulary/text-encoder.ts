import { fromByteArray } from 'base64-js';
import { Tiktoken } from 'js-tiktoken/lite';

/** How GPT-2, and Whisper after it, cuts text before it is merged: contractions, words, numbers, signs, white space. */
const GPT2_PATTERN = "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/** Token ids of a text; bytes that the vocabulary has no token for are left out (a trained one has all 256). */
export type EncodeText = (text: string) => readonly number[];

/**
 * Byte-pair encoding with a checkpoint's own tokens, whose ids are the ranks of their merges. Takes 0.1 s for Whisper's
 * 50257 tokens: to be made when a text is to be encoded at all.
 *
 * @param tokens bytes of each text token by id; an empty one stands for nothing
 */
export function createTextEncoder(tokens: readonly Uint8Array[]): EncodeText {
  // Base64 has no space, which separates the ranks; an empty token keeps its place as an empty piece.
  const ranks = tokens.map(fromByteArray).join(' ');
  const bpe = new Tiktoken({ pat_str: GPT2_PATTERN, bpe_ranks: `! 0 ${ranks}`, special_tokens: {} });
  return (text) => bpe.encode(text).filter(Number.isInteger);
}
