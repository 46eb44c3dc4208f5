import { isWrittenUnspaced } from '../../text/unspaced-languages';
import { createTextEncoder, type EncodeText } from './text-encoder';

/** What a word goes on with: no space lies before it, and no sign that ends a word. */
const WITHIN_WORD = /^[\p{L}\p{N}\p{M}'’-]/u;

/** The text tokens of a checkpoint: bytes of UTF-8, which may end in the middle of a character. */
export class Vocabulary {
  #encode: EncodeText | null = null;
  #continuing: readonly number[] | null = null;

  constructor(private readonly tokens: readonly Uint8Array[]) {}

  get size(): number {
    return this.tokens.length;
  }

  /** The text of `tokens`; special tokens have none, and bytes that are no UTF-8 become U+FFFD. */
  decode(tokens: readonly number[]): string {
    const pieces = tokens.map((token) => this.tokens[token] ?? new Uint8Array(0));
    const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
    let offset = 0;
    for (const piece of pieces) {
      bytes.set(piece, offset);
      offset += piece.length;
    }
    return new TextDecoder().decode(bytes);
  }

  /** The tokens of `text`, by byte-pair encoding. The first call takes 0.1 s more, and memory for the ranks. */
  encode(text: string): readonly number[] {
    this.#encode ??= createTextEncoder(this.tokens);
    return this.#encode(text);
  }

  /** Tokens that go on with the word before them, in languages that part words by spaces. */
  get continuing(): readonly number[] {
    return (this.#continuing ??= [...this.tokens.keys()].filter((id) => {
      const text = this.decode([id]);
      return WITHIN_WORD.test(text) && !isWrittenUnspaced(text);
    }));
  }

  /** Ids by text, for tokens that are whole characters. */
  idsByText(): ReadonlyMap<string, number> {
    const decoder = new TextDecoder();
    return new Map(this.tokens.map((bytes, id) => [decoder.decode(bytes), id]));
  }

  /** The longest token that `text` begins with, which is what the tokenizer would take of a rare symbol. */
  longestPrefix(text: string): number | undefined {
    const wanted = new TextEncoder().encode(text);
    let best: number | undefined;
    let bestLength = 0;
    this.tokens.forEach((bytes, id) => {
      if (bytes.length <= bestLength || bytes.length > wanted.length) return;
      if (bytes.every((byte, index) => byte === wanted[index])) [best, bestLength] = [id, bytes.length];
    });
    return best;
  }
}
