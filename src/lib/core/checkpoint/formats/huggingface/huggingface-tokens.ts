import { AppError } from '../../../errors';
import type { NamedFile, Vocabularies } from '../../checkpoint-files';
import type { WhisperDimensions } from '../../dimensions';
import { readTokenizerJson, readVocabularyJson } from '../huggingface-vocabulary';
import { readTextFile } from '../json-file';
import { publishedVocabulary } from '../published-vocabulary';
import { textTokenCount } from '../text-tokens';
import { isLfsPointer, lfsPointerError } from './lfs-pointer';

// That of whisper-large-v3 is 2.5 MB.
const LONGEST_FILE_BYTES = 1 << 25; // 33554432

/**
 * The text tokens of a Hugging Face folder: from tokenizer.json, else from vocab.json with added_tokens.json, else those
 * of openai/whisper that its vocabulary's size tells.
 *
 * @param folder the files beside the weights
 * @returns the bytes of each text token, by id
 * @throws AppError 'model-corrupt' if a file of them is damaged
 * @throws AppError 'model-unsupported' if the tokens are not as many as those of openai/whisper, whose special tokens
 *   follow them at once; or if there are none, and the size is no published one
 */
export async function huggingFaceTokens(
  folder: readonly NamedFile[],
  dimensions: WhisperDimensions,
  vocabularies: Vocabularies,
): Promise<readonly Uint8Array[]> {
  const { vocabularySize } = dimensions;
  const expected = textTokenCount(vocabularySize);
  const tokens = await tokensOfFolder(folder);
  if (tokens === undefined) {
    if (expected === undefined)
      throw unsupported(`no tokenizer came with a model of ${vocabularySize} tokens`);
    return publishedVocabulary(dimensions, vocabularies);
  }
  if (expected !== undefined && tokens.length !== expected) {
    throw unsupported(`its tokenizer has ${tokens.length} text tokens, not ${expected}`);
  }
  return tokens;
}

async function tokensOfFolder(folder: readonly NamedFile[]): Promise<readonly Uint8Array[] | undefined> {
  const tokenizer = await textOf(folder, 'tokenizer.json');
  if (tokenizer !== undefined) return readTokenizerJson(tokenizer);
  const vocabulary = await textOf(folder, 'vocab.json');
  if (vocabulary === undefined) return undefined;
  return readVocabularyJson(vocabulary, await textOf(folder, 'added_tokens.json'));
}

/**
 * A file of the folder as text; undefined where it is not there.
 *
 * @throws AppError 'model-unsupported' if it is a pointer of Git LFS; 'model-corrupt' if it is no text
 */
export async function textOf(folder: readonly NamedFile[], name: string): Promise<string | undefined> {
  const found = folder.find(({ path }) => path === name || path.endsWith(`/${name}`));
  if (found === undefined) return undefined;
  const text = await readTextFile(found.file, name, LONGEST_FILE_BYTES);
  if (isLfsPointer(text)) throw lfsPointerError(name);
  return text;
}

function unsupported(message: string): AppError {
  return new AppError('model-unsupported', message);
}
