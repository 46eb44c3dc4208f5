import { alignWords } from '../../src/lib/core/text/word-alignment';

/** What became of words on their way into a text. */
export interface LostWords {
  readonly words: number;
  readonly missing: number;
  /** Written as another word: heard otherwise, but not lost. */
  readonly otherwise: number;
  /** Too many: doubled or invented. */
  readonly extra: number;
  readonly runs: readonly LostRun[];
}

/** Words in a row of which some are missing or too many. */
export interface LostRun {
  readonly kind: 'missing' | 'extra';
  readonly count: number;
  /** The words there, also those that were only written otherwise. */
  readonly said: string;
  readonly written: string;
  /** Index of the first of them. */
  readonly at: number;
}

/**
 * Between two words that both texts have, as many words are taken for written otherwise as both sides have; what is left
 * of the longer side is missing or too many.
 *
 * @param said normalised words, as is `written`
 */
export function findLostWords(said: readonly string[], written: readonly string[]): LostWords {
  const runs: LostRun[] = [];
  let [missing, otherwise, extra] = [0, 0, 0];
  let from = { said: 0, written: 0 };
  const closeRun = (saidEnd: number, writtenEnd: number) => {
    const [gone, come] = [said.slice(from.said, saidEnd), written.slice(from.written, writtenEnd)];
    const count = Math.abs(gone.length - come.length);
    const kind = gone.length > come.length ? 'missing' : 'extra';
    otherwise += Math.min(gone.length, come.length);
    if (kind === 'missing') missing += count;
    else extra += count;
    if (count > 0) runs.push({ kind, count, said: gone.join(' '), written: come.join(' '), at: from.said });
    from = { said: saidEnd + 1, written: writtenEnd + 1 };
  };
  for (const [at, match] of alignWords(said, written).entries()) if (match !== null) closeRun(at, match);
  closeRun(said.length, written.length);
  return { words: said.length, missing, otherwise, extra, runs };
}
