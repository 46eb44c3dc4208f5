import { AppError } from '../../errors';

const END_OF_TEXT = '<|endoftext|>';

/**
 * The bytes of each text token of a Hugging Face tokenizer.json with a byte-level BPE, by id: the ids below end-of-text,
 * so 50257 of a multilingual Whisper (the last is empty) and 50256 of an `.en` one.
 *
 * @throws AppError 'model-corrupt' if it is not such a file, or an id is missing or there twice
 */
export function readTokenizerJson(text: string): Uint8Array[] {
  const tokenizer = parseJson(text);
  const model = isRecord(tokenizer) ? tokenizer['model'] : undefined;
  const vocabulary = isRecord(model) ? model['vocab'] : undefined;
  if (!isRecord(tokenizer) || !isRecord(vocabulary)) throw corrupt('it has no model.vocab');
  const tokenCount = endOfTextId(vocabulary, tokenizer['added_tokens']);
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

function endOfTextId(vocabulary: Readonly<Record<string, unknown>>, addedTokens: unknown): number {
  const added: readonly unknown[] = Array.isArray(addedTokens) ? addedTokens : [];
  const special = added.find((token) => isRecord(token) && token['content'] === END_OF_TEXT);
  const id = isRecord(special) ? special['id'] : vocabulary[END_OF_TEXT];
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1) throw corrupt(`it has no ${END_OF_TEXT}`);
  return id;
}

function tokenBytes(characters: string, byteOfCharacter: ReadonlyMap<string, number>): Uint8Array {
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
function makeByteOfCharacter(): ReadonlyMap<string, number> {
  const byteOfCharacter = new Map<string, number>();
  let nextCode = 0x100;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    byteOfCharacter.set(String.fromCharCode(isPrintable ? byte : nextCode++), byte);
  }
  return byteOfCharacter;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('model-corrupt', 'tokenizer.json is not JSON', { cause });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function corrupt(what: string): AppError {
  return new AppError('model-corrupt', `tokenizer.json: ${what}`);
}
