import { grow, START, type Hypothesis, type SearchState } from './hypothesis';
import type { SearchOptions } from './search-options';
import { applyRules } from './logits-rules';
import { bestTokens } from './token-choice';
import type { TokenDecoder } from './token-decoder';

/**
 * Feeds the prompt and a draft in one call, and keeps what of the draft is the most probable text, or forced.
 *
 * @returns the state behind the last token that agreed, and how probable it is that there is no speech, as the model
 *   has learnt to say behind the start token
 */
export async function verifyDraft(
  decoder: TokenDecoder,
  { prompt, startIndex, noSpeech, rules, beams, draft = [], forced = 0 }: SearchOptions,
): Promise<SearchState & { readonly noSpeechProbability: number }> {
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
    const { logits, logSum } = rowBehind(index);
    const allowed = applyRules(rules, logits, logSum, draft.slice(0, text.tokens.length));
    const given = draft[text.tokens.length];
    const isForced = given !== undefined && text.tokens.length < forced;
    const choices = [
      isForced
        ? [{ token: given, logProbability: (logits[given] ?? -Infinity) - allowed }]
        : bestTokens(logits, allowed, beams + 1),
    ];
    return { live: [text], choices, crossQueries: { read: () => crossQueries.read(index) } };
  };

  let state = stateBehind(START);
  for (const token of draft) {
    const best = state.choices[0]?.[0];
    if (best?.token !== token) break;
    state = stateBehind(grow(state, 0, best));
  }
  const agreed = prompt.length + (state.live[0]?.tokens.length ?? 0);
  if (agreed < fed.length) decoder.rewind(agreed);
  return { ...state, noSpeechProbability };
}
