import type { TermBias } from '../terms/term-bias';
import type { TokenRules } from './logits-rules';

export interface SearchOptions {
  /** What the decoder is fed first. */
  readonly prompt: readonly number[];
  /** Place of the start token in the prompt: what follows it tells whether there is speech. */
  readonly startIndex: number;
  readonly noSpeech: number;
  readonly rules: TokenRules;
  readonly endOfText: number;
  /** Tokens of text and time at most; whisper takes half of the text context, 224. */
  readonly maxTokens: number;
  /** Hypotheses side by side; 1 takes the most probable token at each step. */
  readonly beams: number;
  /** Text that is likely to come, to be verified in one call; empty unless given. */
  readonly draft?: readonly number[];
  /** How many tokens of the draft are kept whether they are the most probable or not; 0 unless given. */
  readonly forced?: number;
  /** What does not come next to a forced token: their last word is whole. */
  readonly notNextToForced?: readonly number[];
  /** Terms that are preferred; none unless given. A decoder then takes one step a call. */
  readonly bias?: TermBias | undefined;
}

/** An editor offers so many words in the place of one. */
const ALTERNATIVES = 4;

/**
 * How many tokens are to be chosen behind each hypothesis. To choose four costs what two do.
 */
export function choiceCount({ beams }: Pick<SearchOptions, 'beams'>): number {
  // The end of the text may be one, and is no live hypothesis.
  return Math.max(beams + 1, ALTERNATIVES);
}

/** What a text begins with: probable tokens, of which the first are certain. */
export type Prefix = Required<Pick<SearchOptions, 'draft' | 'forced'>>;
