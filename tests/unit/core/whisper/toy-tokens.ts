import type { SpecialTokens } from '$lib/core/whisper/vocabulary/special-tokens';
import { logSumExp } from '$lib/core/whisper/decoding/log-sum-exp';
import type { TokenRules } from '$lib/core/whisper/decoding/logits-rules';
import type { SearchOptions } from '$lib/core/whisper/decoding/search-options';
import { bestTokens } from '$lib/core/whisper/decoding/token-choice';
import type { ChooseOptions, DecoderOutput } from '$lib/core/whisper/decoding/token-decoder';
import type { DecoderStep, FeedOptions, TokenDecoder } from '$lib/core/whisper/decoding/token-decoder';

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
  endOfTimestamps: 11,
};

export function toyLogits(...values: number[]): Float32Array {
  return Float32Array.from({ length: 11 }, (_, token) => values[token] ?? 0);
}

/** Anything may come. */
export const FREE: TokenRules = { mask: new Float32Array(11), notFirst: [], changing: null };

/** A greedy search of a short prompt. */
export const TOY_SEARCH: SearchOptions = {
  prompt: [5, 6],
  startIndex: 0,
  noSpeech: 5,
  rules: FREE,
  endOfText: TOY.endOfText,
  maxTokens: 50,
  beams: 1,
};

/** Chooses as the decoder's graph does, from feeds of one token each. */
export async function chooseByFeeding(
  decoder: Pick<TokenDecoder, 'feed'>,
  tokens: readonly number[],
  { order, mask, count, steps: turns, endOfText }: ChooseOptions,
): Promise<readonly DecoderStep[]> {
  const done: DecoderStep[] = [];
  let texts = tokens.map((token) => [token]);
  while (done.length < turns) {
    const { logits, crossQueries } = await decoder.feed(texts, done.length === 0 && order ? { order } : {});
    const size = logits.length / texts.length;
    const choices = texts.map((_, row) => {
      const allowed = logits.slice(row * size, (row + 1) * size).map((logit, i) => logit + (mask[i] ?? 0));
      return bestTokens(allowed, Math.fround(logSumExp(allowed)), count);
    });
    done.push({ choices, crossQueries });
    texts = choices.map(([best]) => [best?.token ?? endOfText]);
    if (texts.every(([token]) => token === endOfText)) break;
  }
  return done;
}

/** Continues a text: its logits (11) after `tokens`, the prompt included. */
export type ToyModel = (tokens: readonly number[]) => Float32Array;

/** A model of fixed opinions, which remembers what it was fed as the real decoder does. */
export class ToyDecoder implements TokenDecoder {
  /** All texts of each call. */
  readonly fed: (readonly (readonly number[])[])[] = [];
  /** Turns of each call that chose. */
  readonly chosen: number[] = [];
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
    const logSums = Float32Array.from(rows, logSumExp);
    // Each token asks with its own number, so it can be told whose query a query is.
    return Promise.resolve({
      logits,
      logSums,
      crossQueries: {
        read: (index) => Promise.resolve(new Map([[0, Float32Array.of(texts.flat()[index] ?? NaN)]])),
      },
    });
  }

  choose(tokens: readonly number[], options: ChooseOptions): Promise<readonly DecoderStep[]> {
    this.chosen.push(options.steps);
    return chooseByFeeding(this, tokens, options);
  }

  rewind(length: number): void {
    this.#texts = this.#texts.map((text) => text.slice(0, length));
  }

  release(): void {
    this.#texts = [];
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
