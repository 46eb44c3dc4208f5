import type { TermBias, TermState } from '../terms/term-bias';
import type { Hypothesis } from './hypothesis';
import { applyRules } from './logits-rules';
import { choiceCount, type SearchOptions } from './search-options';
import { bestTokens, type ChosenToken } from './token-choice';
import type { DecoderStep, TokenDecoder } from './token-decoder';

/** Time until a search can be called off, against what each call costs: the sound goes into the decoder again. */
const STEPS_AT_ONCE = 16;

/**
 * What may come behind hypotheses. One that is alone is decoded some tokens ahead, in one call: its best continuation
 * is what it goes on with.
 */
export class Continuations {
  readonly #ahead: DecoderStep[] = [];

  constructor(
    private readonly decoder: TokenDecoder,
    private readonly options: SearchOptions,
  ) {}

  /**
   * @param live hypotheses, each a token longer than the one it goes on from
   * @param order which of the hypotheses before that is
   */
  async behind(live: readonly Hypothesis[], order: readonly number[]): Promise<DecoderStep> {
    const { rules, beams, maxTokens, endOfText, bias } = this.options;
    if (rules.changing || bias) return this.#oneByOne(live, order);
    if (this.#ahead.length === 0) {
      const room = maxTokens - (live[0]?.tokens.length ?? 0);
      const steps = beams === 1 ? Math.min(STEPS_AT_ONCE, room) : 1;
      const chosen = { order, mask: rules.mask, count: choiceCount(this.options), steps, endOfText };
      this.#ahead.push(...(await this.decoder.choose(live.map(lastToken), chosen)));
    }
    const next = this.#ahead.shift();
    if (!next) throw new RangeError('the decoder took no step');
    return next;
  }

  /** Where what may come differs from text to text. */
  async #oneByOne(live: readonly Hypothesis[], order: readonly number[]): Promise<DecoderStep> {
    const texts = live.map((hypothesis) => [lastToken(hypothesis)]);
    const { logits, logSums, crossQueries } = await this.decoder.feed(texts, { order });
    const vocabularySize = logits.length / live.length;
    const choices = live.map((hypothesis, row) => {
      const own = logits.subarray(row * vocabularySize, (row + 1) * vocabularySize);
      return choicesBehind(hypothesis, own, logSums[row] ?? 0, this.options);
    });
    return { choices, crossQueries };
  }
}

function lastToken({ tokens }: Hypothesis): number {
  const last = tokens.at(-1);
  if (!last) throw new RangeError('a hypothesis without tokens');
  return last.token;
}

/**
 * The best tokens behind a hypothesis under the rules and the bias, the best first.
 *
 * @param logits (vocabulary), changed by the rules
 * @param logSum logarithm of the sum of their exponentials
 * @param forced a token that stands behind them if it is none of them
 */
export function choicesBehind(
  { tokens, terms }: Hypothesis,
  logits: Float32Array,
  logSum: number,
  options: SearchOptions,
  forced?: number,
): readonly ChosenToken[] {
  const sampled = tokens.map(({ token }) => token);
  const allowed = applyRules(options.rules, logits, logSum, sampled);
  const count = choiceCount(options);
  const chosen = (token: number) => ({ token, logProbability: (logits[token] ?? -Infinity) - allowed });
  let best = bestTokens(logits, allowed, count);
  const { bias } = options;
  if (bias) {
    const known = new Set(best.map(({ token }) => token));
    const more = [...new Set(bias.awaited(terms))].filter((token) => !known.has(token)).map(chosen);
    const allowedMore = more.filter(({ logProbability }) => logProbability > -Infinity);
    best = preferred(bias, terms, [...best, ...allowedMore]).slice(0, count);
  }
  if (forced === undefined || best.some(({ token }) => token === forced)) return best;
  return [...best, chosen(forced)];
}

/** In the order of what the text would be worth with each; the most probable is the first that is given. */
function preferred(bias: TermBias, terms: TermState | null, choices: readonly ChosenToken[]): ChosenToken[] {
  const top = choices[0]?.logProbability ?? 0;
  const scored = choices.map((choice) => {
    const { token, logProbability } = choice;
    return { choice, score: logProbability + bias.behind(terms, token, top - logProbability).bonus };
  });
  return scored.sort((a, b) => b.score - a.score).map(({ choice }) => choice);
}
