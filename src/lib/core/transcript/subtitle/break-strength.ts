import { CLAUSE_SIGNS, endsSentence } from '../../text/sentence-end';

/**
 * How good a place is to end a line or a cue, from the best to one that must be. `small-word` is behind a word of
 * few letters, such as "de" or "and", that leans on the next.
 */
export type BreakStrength = 'sentence' | 'clause' | 'word' | 'small-word' | 'inside-word';

/** The strength of the place between two words. */
export function breakBetween(before: string, after: string): BreakStrength {
  if (endsSentence(before, { text: after })) return STARTS_LOWERCASE.test(after) ? 'clause' : 'sentence';
  if (CLAUSE_END.test(before) || OPENS_CLAUSE.test(after)) return 'clause';
  return SMALL_WORD.test(before) ? 'small-word' : 'word';
}

const CLAUSE_END = new RegExp(`(?:[${CLAUSE_SIGNS}–—]["'\\p{Pe}\\p{Pf}\\s]*|\\p{Pe})$`, 'u');
const OPENS_CLAUSE = /^[\p{Ps}\p{Pi}–—]/u;
const SMALL_WORD = /(?:^|[\s'’])[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]{1,3}$/u;
/** "Quoi ? dit-il": the sentence goes on. */
const STARTS_LOWERCASE = /^[^\p{L}\p{N}]*\p{Ll}/u;
