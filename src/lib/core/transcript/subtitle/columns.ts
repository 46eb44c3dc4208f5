/** Columns of a line of subtitles, for two lines to lie over a picture without hiding it. */
export const LINE_COLUMNS = 42;

/**
 * Width of `text` in columns: one for each letter, two for a full-width one, none for a mark upon another. So a
 * line holds 42 letters of Latin or Thai and 21 of Chinese, Japanese or Korean.
 *
 * @see Unicode Standard Annex 11, of which this is the part that speech needs
 */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (FULL_WIDTH.test(character)) columns += 2;
    else if (!NO_WIDTH.test(character)) columns += 1;
  }
  return columns;
}

const FULL_WIDTH =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
