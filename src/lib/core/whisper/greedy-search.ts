import { argmax, logSumExp, type LogitsRule } from './logits-rules';
import { loopLength } from './repetition';

/** The decoder over one window's audio, as a search sees it. It remembers what it was fed. */
export interface TokenDecoder {
  /**
   * Feeds tokens behind those fed before.
   *
   * @returns logits of the last one (vocabulary), to be changed as the caller likes, valid until the next call
   */
  feed(tokens: readonly number[]): Promise<Float32Array>;
}

export interface GreedyOptions {
  /** What the decoder is fed first. */
  readonly prompt: readonly number[];
  readonly rules: readonly LogitsRule[];
  readonly endOfText: number;
  /** Tokens of text and time at most; whisper takes half of the text context, 224. */
  readonly maxTokens: number;
}

export interface GreedyResult {
  /** Without prompt and end. */
  readonly tokens: readonly number[];
  /** Per token, the end included; under the rules. */
  readonly meanLogProbability: number;
  /** Why it ended: the model said so, there was no more room, or it had begun to repeat itself. */
  readonly ending: 'end-of-text' | 'full' | 'loop';
}

/** The most probable token at each step. */
export async function greedySearch(decoder: TokenDecoder, options: GreedyOptions): Promise<GreedyResult> {
  const { prompt, rules, endOfText, maxTokens } = options;
  const tokens: number[] = [];
  let logProbability = 0;
  let next = prompt;
  const finish = (ending: GreedyResult['ending'], count: number): GreedyResult => ({
    tokens,
    meanLogProbability: count > 0 ? logProbability / count : 0,
    ending,
  });
  while (tokens.length < maxTokens) {
    const logits = await decoder.feed(next);
    for (const rule of rules) rule(logits, tokens);
    const token = argmax(logits);
    logProbability += (logits[token] ?? 0) - logSumExp(logits);
    if (token === endOfText) return finish('end-of-text', tokens.length + 1);
    tokens.push(token);
    if (loopLength(tokens) > 0) return finish('loop', tokens.length);
    next = [token];
  }
  return finish('full', tokens.length);
}
