import { comparedWord, pairWords } from './timed-tokens';

/** A place in a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The words of a text that another one does not have in their place; words next to one another are one range. */
export function changedRanges(former: string, text: string): readonly TextRange[] {
  const words = [...text.matchAll(/\S+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    compared: comparedWord(word),
  }));
  const told = words.filter(({ compared }) => compared !== '');
  const pairs = pairWords(
    told.map(({ compared }) => compared),
    (former.match(/\S+/gu) ?? []).map(comparedWord).filter((word) => word !== ''),
  );
  const ranges: TextRange[] = [];
  told.forEach(({ start, end }, index) => {
    if (pairs[index] !== null) return;
    const last = ranges.at(-1);
    const goesOn = index > 0 && pairs[index - 1] === null && last;
    if (goesOn) ranges[ranges.length - 1] = { start: last.start, end };
    else ranges.push({ start, end });
  });
  return ranges;
}
