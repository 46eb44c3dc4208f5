import type { TokenDecoder } from '$lib/core/whisper/greedy-search';
import type { SpecialTokens } from '$lib/core/whisper/special-tokens';

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

/** Says `script` token by token whatever it is fed, and keeps what that was. */
export class ScriptedDecoder implements TokenDecoder {
  readonly fed: number[][] = [];
  #step = 0;

  constructor(
    private readonly script: readonly number[],
    private readonly size = 11,
  ) {}

  feed(tokens: readonly number[]): Promise<Float32Array> {
    this.fed.push([...tokens]);
    const logits = new Float32Array(this.size);
    logits[this.script[Math.min(this.#step++, this.script.length - 1)] ?? 0] = 9;
    return Promise.resolve(logits);
  }
}
