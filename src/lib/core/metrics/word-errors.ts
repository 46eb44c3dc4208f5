import { wordsOf } from './text-normalizer';

/** Errors are insertions, deletions and substitutions; their share of the words is the word error rate. */
export interface WordErrors {
  readonly errors: number;
  /** Words of the reference. */
  readonly words: number;
}

/** Levenshtein distance in words between what was said and what was written, both normalised. */
export function countWordErrors(reference: string, hypothesis: string): WordErrors {
  const said = wordsOf(reference);
  const written = wordsOf(hypothesis);
  let previous = Array.from({ length: written.length + 1 }, (_, column) => column);
  for (const [row, word] of said.entries()) {
    const current = [row + 1];
    for (const [column, other] of written.entries()) {
      const substituted = (previous[column] ?? 0) + (word === other ? 0 : 1);
      const edited = Math.min(previous[column + 1] ?? 0, current[column] ?? 0) + 1;
      current.push(Math.min(substituted, edited));
    }
    previous = current;
  }
  return { errors: previous.at(-1) ?? 0, words: said.length };
}

export function sumWordErrors(each: readonly WordErrors[]): WordErrors {
  return {
    errors: each.reduce((sum, { errors }) => sum + errors, 0),
    words: each.reduce((sum, { words }) => sum + words, 0),
  };
}
