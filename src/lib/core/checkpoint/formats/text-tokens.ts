import { AppError } from '../../errors';

/**
 * Keeps the text tokens of a file's vocabulary: some converters wrote end-of-text and more after them.
 *
 * @throws AppError 'model-corrupt' if there are fewer than the checkpoint's text tokens, or more than its ids
 */
export function requireTextTokens(
  tokens: readonly Uint8Array[],
  vocabularySize: number,
): readonly Uint8Array[] {
  const expectedCount = textTokenCount(vocabularySize) ?? tokens.length;
  if (tokens.length < expectedCount || tokens.length > vocabularySize) {
    throw new AppError(
      'model-corrupt',
      `a vocabulary of ${tokens.length} text tokens does not fit ${vocabularySize} token ids`,
    );
  }
  return tokens.slice(0, expectedCount);
}

/**
 * How many of a vocabulary's ids are text: the ids below end-of-text. What follows (languages, timestamps) has no bytes.
 *
 * @returns undefined for vocabularies of no published size, where the file alone knows
 */
export function textTokenCount(vocabularySize: number): number | undefined {
  if (vocabularySize >= 51865) return 50257; // multilingual
  if (vocabularySize === 51864) return 50256; // English only
  return undefined;
}
