/** What is shown of an utterance while it goes on. */
export interface AgreedWords {
  /** Two texts in a row had them: they stay. */
  readonly committed: readonly string[];
  readonly tentative: readonly string[];
}

const NOTHING: AgreedWords = { committed: [], tentative: [] };

/**
 * Words that two texts of a growing utterance agree on. The last word of each may be half said, and so is agreed on
 * only when another follows.
 */
export class WordAgreement {
  #last: readonly string[] = [];
  #agreed: AgreedWords = NOTHING;

  get agreed(): AgreedWords {
    return this.#agreed;
  }

  /** @param text of the utterance as far as it goes */
  add(text: string): AgreedWords {
    const words = wordsOf(text);
    const { committed } = this.#agreed;
    const same = commonPrefix(this.#last.slice(0, -1), words.slice(0, -1));
    const keep = same > committed.length ? words.slice(0, same) : committed;
    this.#last = words;
    this.#agreed = { committed: keep, tentative: words.slice(keep.length) };
    return this.#agreed;
  }
}

/** Committed words that the final text has otherwise. */
export function revisedWords(committed: readonly string[], text: string): number {
  const words = wordsOf(text);
  return committed.filter((word, index) => plain(word) !== plain(words[index] ?? '')).length;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

function commonPrefix(first: readonly string[], second: readonly string[]): number {
  const differing = first.findIndex((word, index) => plain(word) !== plain(second[index] ?? ''));
  return differing < 0 ? Math.min(first.length, second.length) : differing;
}

/** Case and punctuation change as a sentence goes on. */
function plain(word: string): string {
  return word.toLocaleLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
