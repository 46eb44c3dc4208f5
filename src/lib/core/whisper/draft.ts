import { grow, queriesAt, START, type Hypothesis, type SearchState } from './hypothesis';
import type { SearchOptions } from './search-options';
import { bestTokens } from './token-choice';
import type { TokenDecoder } from './token-decoder';

/**
 * Feeds the prompt and a draft in one call, and takes over what of the draft is the most probable text.
 *
 * @returns the state behind the last token that agreed, and what the model says behind the start token (vocabulary)
 */
export async function verifyDraft(
  decoder: TokenDecoder,
  { prompt, startIndex, rules, draft = [] }: SearchOptions,
): Promise<SearchState & { readonly noSpeechLogits: Float32Array }> {
  const fed = [...prompt, ...draft];
  const firstText = prompt.length - 1;
  const wanted = fed.flatMap((_, index) => (index === startIndex || index >= firstText ? [index] : []));
  const { logits, crossQueries } = await decoder.feed([fed], { wanted });
  const vocabularySize = logits.length / wanted.length;
  const logitsBehind = (index: number) => {
    const row = wanted.indexOf(index);
    return logits.subarray(row * vocabularySize, (row + 1) * vocabularySize);
  };
  const noSpeechLogits = logitsBehind(startIndex).slice();
  const stateBehind = (text: Hypothesis, index: number): SearchState => ({
    live: [text],
    logits: logitsBehind(index),
    crossQueries: queriesAt(crossQueries, index, fed.length),
  });

  let text = START;
  for (const [index, token] of draft.entries()) {
    const state = stateBehind(text, firstText + index);
    for (const rule of rules) rule(state.logits, draft.slice(0, index));
    const [best] = bestTokens(state.logits, 1);
    if (best?.token !== token) break;
    text = grow(state, 0, best);
  }
  const agreed = prompt.length + text.tokens.length;
  if (agreed < fed.length) decoder.rewind(agreed);
  return { ...stateBehind(text, agreed - 1), noSpeechLogits };
}
