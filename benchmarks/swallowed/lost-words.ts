import { alignWords } from '../lib/word-alignment';

/** What became of the words of clips once they stand in one recording. */
export interface LostWords {
  readonly words: number;
  readonly missing: number;
  /** Written as another word: heard otherwise, but not swallowed. */
  readonly otherwise: number;
  /** Too many: doubled or invented. */
  readonly extra: number;
  readonly runs: readonly LostRun[];
}

/** Words in a row that are missing or too many. */
export interface LostRun {
  readonly kind: 'missing' | 'extra';
  /** The words there, also those that were only written otherwise. */
  readonly said: string;
  readonly written: string;
  /** The part that it lies in or before. */
  readonly part: number;
}

/**
 * Between two words that both texts have, as many words are taken for written otherwise as both sides have; what is left
 * of the longer side is missing or too many.
 *
 * @param parts the normalised words of each clip as it is read alone
 * @param written those of the recording that holds all of them
 */
export function findLostWords(parts: readonly (readonly string[])[], written: readonly string[]): LostWords {
  const said = parts.flat();
  const partOf = parts.flatMap((words, index) => words.map(() => index));
  const runs: LostRun[] = [];
  let [missing, otherwise, extra] = [0, 0, 0];
  let from = { said: 0, written: 0 };
  const closeRun = (saidEnd: number, writtenEnd: number) => {
    const [gone, come] = [said.slice(from.said, saidEnd), written.slice(from.written, writtenEnd)];
    otherwise += Math.min(gone.length, come.length);
    missing += Math.max(0, gone.length - come.length);
    extra += Math.max(0, come.length - gone.length);
    const part = partOf[from.said] ?? parts.length - 1;
    const kind = gone.length > come.length ? 'missing' : 'extra';
    if (gone.length !== come.length) runs.push({ kind, said: gone.join(' '), written: come.join(' '), part });
    from = { said: saidEnd + 1, written: writtenEnd + 1 };
  };
  for (const [at, match] of alignWords(said, written).entries()) if (match !== null) closeRun(at, match);
  closeRun(said.length, written.length);
  return { words: said.length, missing, otherwise, extra, runs };
}
