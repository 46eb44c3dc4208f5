import type { SpecialTokens } from '$lib/core/whisper/special-tokens';
import type { DecoderOutput, FeedOptions, TokenDecoder } from '$lib/core/whisper/token-decoder';

/** Eleven tokens: 0-3 text, 4 the end, 5 start and every control token, 6 "no timestamps", 7-10 times. */
export const TOY: SpecialTokens = {
  endOfText: 4,
  startOfTranscript: 5,
  languages: new Map(),
  translate: 5,
  transcribe: 5,
  startOfLanguageModel: 5,
  startOfPrevious: 5,
  noSpeech: 5,
  noTimestamps: 6,
  firstTimestamp: 7,
};

export function toyLogits(...values: number[]): Float32Array {
  return Float32Array.from({ length: 11 }, (_, token) => values[token] ?? 0);
}

/** Continues a text: its logits (11) after `tokens`, the prompt included. */
export type ToyModel = (tokens: readonly number[]) => Float32Array;

/** A model of fixed opinions, which remembers what it was fed as the real decoder does. */
export class ToyDecoder implements TokenDecoder {
  /** All texts of each call. */
  readonly fed: (readonly (readonly number[])[])[] = [];
  #texts: readonly (readonly number[])[] = [[]];

  constructor(private readonly model: ToyModel) {}

  feed(texts: readonly (readonly number[])[], options: FeedOptions = {}): Promise<DecoderOutput> {
    const count = texts[0]?.length ?? 0;
    const { order = texts.map((_, row) => row), wanted = [count - 1] } = options;
    this.fed.push(texts);
    const before = order.map((row) => this.#texts[row] ?? []);
    this.#texts = texts.map((tokens, row) => [...(before[row] ?? []), ...tokens]);
    const rows = texts.flatMap((tokens, row) =>
      wanted.map((index) => this.model([...(before[row] ?? []), ...tokens.slice(0, index + 1)])),
    );
    const logits = Float32Array.from(rows.flatMap((row) => [...row]));
    const logSums = Float32Array.from(rows, (row) => Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0)));
    // Each token asks with its own number, so it can be told whose query a query is.
    return Promise.resolve({
      logits,
      logSums,
      crossQueries: new Map([[0, Float32Array.from(texts.flat())]]),
    });
  }

  rewind(length: number): void {
    this.#texts = this.#texts.map((text) => text.slice(0, length));
  }
}

/** Says `script` token by token behind a prompt, and its last token for ever. */
export function scripted(script: readonly number[], promptLength: number): ToyModel {
  return (tokens) => {
    const logits = toyLogits();
    logits[script[Math.min(tokens.length - promptLength, script.length - 1)] ?? 0] = 9;
    return logits;
  };
}
