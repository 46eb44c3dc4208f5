/** Letters a second of the fastest speech; people speak 10 to 20. */
export const FASTEST_LETTERS_PER_SECOND = 25;

/**
 * How long a text is to say, in letters of the Latin script: a sign for a syllable counts as the letters it stands
 * for. Digits count as one, though they take longer to say: fewer letters are never an argument against a text.
 */
export function spokenLetters(text: string): number {
  let letters = 0;
  for (const [sign] of text.matchAll(/[\p{L}\p{N}]/gu)) letters += lettersOf(sign);
  return letters;
}

function lettersOf(sign: string): number {
  if (/[\p{Script=Han}\p{Script=Hangul}]/u.test(sign)) return 3;
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sign) ? 2 : 1;
}
