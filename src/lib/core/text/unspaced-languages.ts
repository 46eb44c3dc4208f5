/** True for a language written without spaces between its words. */
export function isUnspaced(language: string): boolean {
  return UNSPACED_LANGUAGES.has(language);
}

const UNSPACED_LANGUAGES: ReadonlySet<string> = new Set(['ja', 'zh', 'yue', 'th', 'lo', 'my', 'km', 'bo']);

/** True for a text most of whose letters are of a script without spaces, whatever its language is said to be. */
export function isWrittenUnspaced(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const unspaced = letters.filter((letter) => UNSPACED_SCRIPT.test(letter));
  return unspaced.length > letters.length / 2;
}

const UNSPACED_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Tibetan}ー]/u;
