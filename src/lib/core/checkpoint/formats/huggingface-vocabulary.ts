import { AppError } from '../../errors';
import { isRecord } from '../../is-record';
import { parseJsonObject } from './json-file';

/** The token that ends every text; ids from it on have no bytes. */
export const END_OF_TEXT = '<|endoftext|>';

/**
 * The bytes of each text token of a Hugging Face tokenizer.json with a byte-level BPE, by id: the ids below end-of-text,
 * so 50257 of a multilingual Whisper (the last is empty) and 50256 of an `.en` one.
 *
 * @throws AppError 'model-corrupt' if it is not such a file, or an id is missing or there twice
 */
export function readTokenizerJson(text: string): Uint8Array[] {
  const tokenizer = parseJsonObject(text, 'tokenizer.json');
  const model = tokenizer['model'];
  const vocabulary = isRecord(model) ? model['vocab'] : undefined;
  if (!isRecord(vocabulary)) throw corrupt('it has no model.vocab');
  const addedTokens: readonly unknown[] = Array.isArray(tokenizer['added_tokens'])
    ? tokenizer['added_tokens']
    : [];
  const endOfText = addedTokens.filter(isRecord).find((token) => token['content'] === END_OF_TEXT);
  return textTokens(vocabulary, endOfText ? endOfText['id'] : vocabulary[END_OF_TEXT]);
}

/**
 * The same of the older pair of files: vocab.json has the ids of the tokens, added_tokens.json those of special ones.
 *
 * @throws AppError 'model-corrupt' if they are not such files, or an id is missing or there twice
 */
export function readVocabularyJson(vocabularyText: string, addedTokensText?: string): Uint8Array[] {
  const vocabulary = parseJsonObject(vocabularyText, 'vocab.json');
  const added = addedTokensText === undefined ? {} : parseJsonObject(addedTokensText, 'added_tokens.json');
  return textTokens(vocabulary, vocabulary[END_OF_TEXT] ?? added[END_OF_TEXT]);
}

/** The tokens whose ids are below that of end-of-text. */
function textTokens(vocabulary: Readonly<Record<string, unknown>>, endOfTextId: unknown): Uint8Array[] {
  const tokenCount = requireEndOfText(endOfTextId);
  const byteOfCharacter = makeByteOfCharacter();
  const tokens: Uint8Array[] = [];
  let found = 0;
  for (const [characters, id] of Object.entries(vocabulary)) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0) throw corrupt(`the id of "${characters}"`);
    if (id >= tokenCount) continue;
    if (tokens[id] !== undefined) throw corrupt(`id ${id} is there twice`);
    tokens[id] = tokenBytes(characters, byteOfCharacter);
    found++;
  }
  if (found !== tokenCount) throw corrupt(`${tokenCount - found} of ${tokenCount} text tokens are missing`);
  return tokens;
}

function requireEndOfText(id: unknown): number {
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1) throw corrupt(`it has no ${END_OF_TEXT}`);
  return id;
}

/** The bytes that a token stands for. @throws AppError 'model-corrupt' if a character of it stands for none */
export function tokenBytes(characters: string, byteOfCharacter: ReadonlyMap<string, number>): Uint8Array {
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < characters.length; i++) {
    const byte = byteOfCharacter.get(characters.charAt(i));
    if (byte === undefined) throw corrupt(`"${characters}" is not in the byte alphabet`);
    bytes[i] = byte;
  }
  return bytes;
}

/**
 * GPT-2's alphabet for bytes: printable Latin-1 stands for itself, the other 68 bytes for the characters from U+0100 on.
 *
 * @see openai/gpt-2 encoder.py, bytes_to_unicode
 */
export function makeByteOfCharacter(): ReadonlyMap<string, number> {
  const byteOfCharacter = new Map<string, number>();
  let nextCode = 0x100;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    byteOfCharacter.set(String.fromCharCode(isPrintable ? byte : nextCode++), byte);
  }
  return byteOfCharacter;
}

function corrupt(what: string): AppError {
  return new AppError('model-corrupt', `the tokenizer: ${what}`);
}
