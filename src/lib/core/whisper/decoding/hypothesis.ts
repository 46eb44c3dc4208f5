import type { TermBias, TermState } from '../terms/term-bias';
import type { ChosenToken } from './token-choice';
import type { DecoderStep, TokenQueries } from './token-decoder';

/** A token of a text, as it was chosen. */
export interface SearchedToken extends ChosenToken {
  /** What asked the sound for it; to be read before the sound is given back. */
  readonly queries: () => Promise<TokenQueries>;
  /**
   * What is most probable in its place, listed terms preferred, the best first: four tokens or more where so many are allowed, this one among
   * them.
   */
  readonly alternatives: readonly ChosenToken[];
}

export function idsOf(tokens: readonly ChosenToken[]): readonly number[] {
  return tokens.map(({ token }) => token);
}

/** A text that a search may end with. */
export interface Hypothesis {
  readonly tokens: readonly SearchedToken[];
  /** Natural logarithm, of all tokens together. */
  readonly logProbability: number;
  /** What it has said of the terms that the search prefers; null where it prefers none. */
  readonly terms: TermState | null;
}

/** Where a search stands: hypotheses, and what may come behind each. */
export interface SearchState extends DecoderStep {
  readonly live: readonly Hypothesis[];
}

export const START: Hypothesis = { tokens: [], logProbability: 0, terms: null };

/** Hypothesis `row` of a search and one more token. @param bias towards listed terms */
export function grow(
  { live, choices, crossQueries }: SearchState,
  row: number,
  chosen: ChosenToken,
  bias?: TermBias,
): Hypothesis {
  const hypothesis = live[row] ?? START;
  const alternatives = choices[row] ?? [];
  const token = { ...chosen, queries: () => crossQueries.read(row), alternatives };
  return {
    tokens: [...hypothesis.tokens, token],
    logProbability: hypothesis.logProbability + chosen.logProbability,
    terms: bias?.behind(hypothesis.terms, chosen.token, lagOf(chosen, alternatives)) ?? null,
  };
}

function lagOf({ logProbability }: ChosenToken, alternatives: readonly ChosenToken[]): number {
  return Math.max(...alternatives.map((each) => each.logProbability)) - logProbability;
}

/** What a search compares: the logarithm of its probability, and what the terms that it says are worth. */
export function scoreOf({ logProbability, terms }: Hypothesis): number {
  return logProbability + (terms?.bonus ?? 0);
}

/** 0 where there is no token. */
export function meanLogProbability({ tokens, logProbability }: Hypothesis): number {
  return tokens.length > 0 ? logProbability / tokens.length : 0;
}
