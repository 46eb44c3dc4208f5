import type { Vocabularies } from '../checkpoint-files';
import { isMultilingual, type WhisperDimensions } from '../dimensions';
import { requireTextTokens } from './text-tokens';

/**
 * The text tokens of a checkpoint that comes without any: the published ones of its size.
 *
 * @throws AppError 'model-corrupt' if they do not fit; as `vocabularies` does where they are not at hand
 */
export async function publishedVocabulary(
  dimensions: WhisperDimensions,
  vocabularies: Vocabularies,
): Promise<readonly Uint8Array[]> {
  const tokens = isMultilingual(dimensions) ? vocabularies.multilingual() : vocabularies.english();
  return requireTextTokens(await tokens, dimensions.vocabularySize);
}
