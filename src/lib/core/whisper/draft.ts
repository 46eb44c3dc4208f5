import { grow, queriesAt, START, type Hypothesis, type SearchState } from './hypothesis';
import type { SearchOptions } from './search-options';
import { applyRules } from './logits-rules';
import { bestTokens } from './token-choice';
import type { TokenDecoder } from './token-decoder';

/**
 * Feeds the prompt and a draft in one call, and takes over what of the draft is the most probable text.
 *
 * @returns the state behind the last token that agreed, and how probable it is that there is no speech, as the model
 *   has learnt to say behind the start token
 */
export async function verifyDraft(
  decoder: TokenDecoder,
  { prompt, startIndex, noSpeech, rules, draft = [] }: SearchOptions,
): Promise<SearchState & { readonly noSpeechProbability: number }> {
  const fed = [...prompt, ...draft];
  const firstText = prompt.length - 1;
  const wanted = fed.flatMap((_, index) => (index === startIndex || index >= firstText ? [index] : []));
  const { logits, logSums, crossQueries } = await decoder.feed([fed], { wanted });
  const vocabularySize = logits.length / wanted.length;
  const rowBehind = (index: number) => {
    const row = wanted.indexOf(index);
    const own = logits.subarray(row * vocabularySize, (row + 1) * vocabularySize);
    return { logits: own, logSums: logSums.subarray(row, row + 1) };
  };
  const start = rowBehind(startIndex);
  const noSpeechProbability = Math.exp((start.logits[noSpeech] ?? -Infinity) - (start.logSums[0] ?? 0));
  const stateBehind = (text: Hypothesis, index: number): SearchState => ({
    live: [text],
    ...rowBehind(index),
    crossQueries: queriesAt(crossQueries, index, fed.length),
  });

  let text = START;
  for (const [index, token] of draft.entries()) {
    const state = stateBehind(text, firstText + index);
    // A copy: behind the last token that agrees the search applies the rules itself.
    const logits = state.logits.slice();
    const logSum = applyRules(rules, logits, state.logSums[0] ?? 0, draft.slice(0, index));
    const [best] = bestTokens(logits, logSum, 1);
    if (best?.token !== token) break;
    text = grow(state, 0, best);
  }
  const agreed = prompt.length + text.tokens.length;
  if (agreed < fed.length) decoder.rewind(agreed);
  return { ...stateBehind(text, agreed - 1), noSpeechProbability };
}
