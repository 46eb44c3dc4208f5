import { Continuations } from './continuations';
import { verifyDraft } from './draft';
import { grow, meanLogProbability, scoreOf, START } from './hypothesis';
import type { Hypothesis, SearchedToken, SearchState } from './hypothesis';
import { loopLength } from './repetition';
import type { SearchOptions } from './search-options';
import type { TokenDecoder } from './token-decoder';

export interface SearchResult {
  /** Without prompt and end. */
  readonly tokens: readonly SearchedToken[];
  /** The end of the text; null where it was not reached. */
  readonly end: SearchedToken | null;
  /** Per token, the end included; under the rules, whatever is preferred. */
  readonly meanLogProbability: number;
  /** How probable it is that there is no speech, as the model has learnt it. */
  readonly noSpeechProbability: number;
  /** Why it ended: the model said so, there was no more room, or it began to repeat itself. */
  readonly ending: 'end-of-text' | 'full' | 'loop';
}

/**
 * The text that is most probable per token, listed terms preferred, by beam search. A hypothesis that loops is given up; where no other is
 * left, the text ends there.
 */
export async function search(decoder: TokenDecoder, options: SearchOptions): Promise<SearchResult> {
  const { noSpeechProbability, ...start } = await verifyDraft(decoder, options);
  const ended = (hypothesis: Hypothesis, ending: SearchResult['ending']) => ({
    ...resultOf(hypothesis, ending),
    noSpeechProbability,
  });
  const continuations = new Continuations(decoder, options);
  const finished: Hypothesis[] = [];
  for (let state: SearchState = start; ;) {
    const step = extend(state, options);
    finished.push(...step.finished);
    const best = mostProbable(finished);
    const bestLive = mostProbable(step.live);
    const isSettled =
      best && (finished.length >= options.beams || !bestLive || meanScore(best) >= meanScore(bestLive));
    if (isSettled) return ended(best, 'end-of-text');
    if (!bestLive) return ended(mostProbable(step.looped) ?? START, 'loop');
    if (bestLive.tokens.length >= options.maxTokens) {
      return best ? ended(best, 'end-of-text') : ended(bestLive, 'full');
    }
    state = { live: step.live, ...(await continuations.behind(step.live, step.order)) };
  }
}

interface Step {
  readonly live: Hypothesis[];
  /** Which hypothesis of the step before each live one goes on from. */
  readonly order: number[];
  readonly finished: Hypothesis[];
  readonly looped: Hypothesis[];
}

/** The best continuations by one token: as many live ones as there are beams. */
function extend(state: SearchState, { beams, endOfText, bias }: SearchOptions): Step {
  const candidates = state.live.flatMap((_, row) =>
    (state.choices[row] ?? []).map((chosen) => ({ row, grown: grow(state, row, chosen, bias) })),
  );
  candidates.sort((a, b) => scoreOf(b.grown) - scoreOf(a.grown));

  const step: Step = { live: [], order: [], finished: [], looped: [] };
  for (const { row, grown } of candidates) {
    if (step.live.length + step.looped.length === beams || step.finished.length === beams) break;
    const ids = grown.tokens.map(({ token }) => token);
    if (ids.at(-1) === endOfText) step.finished.push(grown);
    else if (loopLength(ids) > 0) step.looped.push(grown);
    else {
      step.live.push(grown);
      step.order.push(row);
    }
  }
  return step;
}

function mostProbable(hypotheses: readonly Hypothesis[]): Hypothesis | null {
  return hypotheses.reduce<Hypothesis | null>(
    (best, each) => (best && meanScore(best) >= meanScore(each) ? best : each),
    null,
  );
}

function meanScore(hypothesis: Hypothesis): number {
  return scoreOf(hypothesis) / Math.max(1, hypothesis.tokens.length);
}

function resultOf(hypothesis: Hypothesis, ending: SearchResult['ending']) {
  const { tokens } = hypothesis;
  const isWhole = ending === 'end-of-text';
  return {
    tokens: isWhole ? tokens.slice(0, -1) : tokens,
    end: (isWhole && tokens.at(-1)) || null,
    meanLogProbability: meanLogProbability(hypothesis),
    ending,
  };
}
