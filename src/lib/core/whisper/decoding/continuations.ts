import type { Hypothesis } from './hypothesis';
import { applyRules } from './logits-rules';
import { choiceCount, type SearchOptions } from './search-options';
import { bestTokens } from './token-choice';
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
    const { rules, beams, maxTokens, endOfText } = this.options;
    if (rules.changing) return this.#underChangingRules(live, order);
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

  async #underChangingRules(live: readonly Hypothesis[], order: readonly number[]): Promise<DecoderStep> {
    const { rules } = this.options;
    const texts = live.map((hypothesis) => [lastToken(hypothesis)]);
    const { logits, logSums, crossQueries } = await this.decoder.feed(texts, { order });
    const vocabularySize = logits.length / live.length;
    const choices = live.map(({ tokens }, row) => {
      const own = logits.subarray(row * vocabularySize, (row + 1) * vocabularySize);
      const sampled = tokens.map(({ token }) => token);
      return bestTokens(own, applyRules(rules, own, logSums[row] ?? 0, sampled), choiceCount(this.options));
    });
    return { choices, crossQueries };
  }
}

function lastToken({ tokens }: Hypothesis): number {
  const last = tokens.at(-1);
  if (!last) throw new RangeError('a hypothesis without tokens');
  return last.token;
}
