import { alignmentHeads, type AttentionHead } from '../../checkpoint/alignment-heads';
import type { Checkpoint } from '../../checkpoint/checkpoint';
import { specialTokens, type SpecialTokens } from '../vocabulary/special-tokens';
import { suppressedTokens } from '../vocabulary/suppression';
import { Vocabulary } from '../vocabulary/vocabulary';
import { plainRules, timedRules, type TokenRules } from './logits-rules';

/** Start of previous text and of the transcript, language, task, no timestamps. */
const MAX_START_TOKENS = 5;

/** What decoding needs to know of a checkpoint; made once for each. */
export interface DecodingRules {
  readonly special: SpecialTokens;
  readonly vocabulary: Vocabulary;
  readonly maxTokens: number;
  /** Room for what precedes: the other half, less what stands around it. */
  readonly maxPrecedingTokens: number;
  readonly plain: TokenRules;
  readonly timed: TokenRules;
  readonly alignmentHeads: readonly AttentionHead[];
}

export function decodingRules({ dimensions, vocabulary: tokens }: Checkpoint): DecodingRules {
  const special = specialTokens(dimensions, tokens.length);
  const vocabulary = new Vocabulary(tokens);
  const suppression = suppressedTokens(vocabulary, special);
  return {
    special,
    vocabulary,
    maxTokens: Math.floor(dimensions.textContext / 2),
    maxPrecedingTokens: Math.ceil(dimensions.textContext / 2) - MAX_START_TOKENS,
    plain: plainRules(special, suppression, dimensions.vocabularySize),
    timed: timedRules(special, suppression, dimensions.vocabularySize),
    alignmentHeads: alignmentHeads(dimensions),
  };
}
