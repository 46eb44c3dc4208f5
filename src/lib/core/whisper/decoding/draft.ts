import { choicesBehind } from './continuations';
import { grow, START, type Hypothesis, type SearchState } from './hypothesis';
import { logSumExp } from './log-sum-exp';
import type { SearchOptions } from './search-options';
import type { TokenDecoder } from './token-decoder';

/**
 * Feeds the prompt and a draft in one call, and keeps what of the draft is the most probable text, or forced.
 *
 * @returns the state behind the last token that agreed, and how probable it is that there is no speech, as the model
 *   has learnt to say behind the start token
 */
export async function verifyDraft(
  decoder: TokenDecoder,
  options: SearchOptions,
): Promise<SearchState & { readonly noSpeechProbability: number }> {
  const { prompt, startIndex, noSpeech, bias, draft = [], forced = 0, notNextToForced = [] } = options;
  const fed = [...prompt, ...draft];
  const firstText = prompt.length - 1;
  const wanted = fed.flatMap((_, index) => (index === startIndex || index >= firstText ? [index] : []));
  const { logits, logSums, crossQueries } = await decoder.feed([fed], { wanted });
  const vocabularySize = logits.length / wanted.length;
  const rowBehind = (index: number) => {
    const row = wanted.indexOf(index);
    return {
      logits: logits.subarray(row * vocabularySize, (row + 1) * vocabularySize),
      logSum: logSums[row] ?? 0,
    };
  };
  const start = rowBehind(startIndex);
  const noSpeechProbability = Math.exp((start.logits[noSpeech] ?? -Infinity) - start.logSum);
  const stateBehind = (text: Hypothesis): SearchState => {
    const index = firstText + text.tokens.length;
    const row = rowBehind(index);
    const { logits } = row;
    const isNextToForced = forced > 0 && text.tokens.length === forced;
    const logSum = isNextToForced ? without(notNextToForced, logits) : row.logSum;
    const given = text.tokens.length < forced ? draft[text.tokens.length] : undefined;
    const choices = choicesBehind(text, logits, logSum, options, given);
    return { live: [text], choices: [choices], crossQueries: { read: () => crossQueries.read(index) } };
  };

  let state = stateBehind(START);
  for (const [index, given] of draft.entries()) {
    const choices = state.choices[0]?.slice(0, index < forced ? undefined : 1);
    const agreed = choices?.find(({ token }) => token === given);
    if (!agreed) break;
    state = stateBehind(grow(state, 0, agreed, bias));
  }
  const agreed = prompt.length + (state.live[0]?.tokens.length ?? 0);
  if (agreed < fed.length) decoder.rewind(agreed);
  return { ...state, noSpeechProbability };
}

/** Forbids tokens, in place. @returns logarithm of the sum of the exponentials that are left */
function without(tokens: readonly number[], logits: Float32Array): number {
  for (const token of tokens) logits[token] = -Infinity;
  return logSumExp(logits);
}
