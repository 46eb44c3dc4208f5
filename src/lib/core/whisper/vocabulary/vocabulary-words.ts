/** How much text the words of a prompt may be: 36 European names of 483 characters are 203 of the 219 tokens there are. */
export const MAX_VOCABULARY_CHARACTERS = 500;

/** The words of a text in which a person has listed them. */
export interface VocabularyWords {
  /** In order, each once: as many as there is room for. */
  readonly words: readonly string[];
  /** How many more there are. */
  readonly leftOutCount: number;
}

/** Names and terms of one word or several, listed one per line or separated by commas or semicolons. */
export function vocabularyWords(text: string): VocabularyWords {
  const listed = text.split(/[\n\r,;，、；]/u).map((word) => word.replace(/\s+/gu, ' ').trim());
  const all = [...new Set(listed)].filter((word) => word !== '');
  let characters = 0;
  const words: string[] = [];
  for (const word of all) {
    characters += word.length + 2; // with the comma and the space between
    if (characters > MAX_VOCABULARY_CHARACTERS) break;
    words.push(word);
  }
  return { words, leftOutCount: all.length - words.length };
}
