import { AppError } from '../../errors';
import { END_OF_TEXT, makeByteOfCharacter, tokenBytes } from './huggingface-vocabulary';

/**
 * The text tokens of a vocabulary.json of CTranslate2: a list of all tokens by id, in GPT-2's alphabet for bytes.
 *
 * @throws AppError 'model-corrupt' if it is no such list
 */
export function readVocabularyList(text: string): readonly Uint8Array[] {
  const list: unknown = parseJson(text);
  if (!Array.isArray(list)) throw corrupt('vocabulary.json is not a list');
  return textTokens(list.map(requireString), 'vocabulary.json');
}

/**
 * The text tokens of a vocabulary.txt of CTranslate2, which it wrote until version 3: one token on each line, by id.
 *
 * @throws AppError 'model-corrupt' if it is no such list
 */
export function readVocabularyText(text: string): readonly Uint8Array[] {
  return textTokens(text.split(/\r?\n/), 'vocabulary.txt');
}

/** What is before the end of text. */
function textTokens(tokens: readonly string[], what: string): readonly Uint8Array[] {
  const count = tokens.indexOf(END_OF_TEXT);
  if (count < 1) throw corrupt(`${what} has no ${END_OF_TEXT}`);
  const byteOfCharacter = makeByteOfCharacter();
  return tokens.slice(0, count).map((characters) => tokenBytes(characters, byteOfCharacter));
}

function requireString(token: unknown, id: number): string {
  if (typeof token !== 'string') throw corrupt(`token ${id} of vocabulary.json is no text`);
  return token;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw corrupt('vocabulary.json is not JSON', cause);
  }
}

function corrupt(message: string, cause?: unknown): AppError {
  return new AppError('model-corrupt', message, { cause });
}
