import { lettersOf } from '../text/plain-text';

/** What is shown of an utterance while it goes on. */
export interface AgreedWords {
  /** Some texts in a row had them: they stay. */
  readonly committed: readonly string[];
  readonly tentative: readonly string[];
}

const NOTHING: AgreedWords = { committed: [], tentative: [] };

/** Of texts in a row that have a word; fewer where the model was sure of them. */
const AGREEING_TEXTS = 3;
const AGREEING_CONFIDENT_TEXTS = 2;
/** Texts of less speech apart have heard nearly the same sound: that they agree tells little. */
const APART_MS = 600;
/** The last words of a text may be half said, or change with what follows. */
const OPEN_WORDS = 2;

/** Words that some texts of a growing utterance agree on. */
export class WordAgreement {
  /** The latest, without their open words. */
  #texts: readonly { readonly words: readonly string[]; readonly isConfident: boolean }[] = [];
  #agreed: AgreedWords = NOTHING;
  /** How far the latest of the texts has heard. */
  #heardMs = -Infinity;

  get agreed(): AgreedWords {
    return this.#agreed;
  }

  /** The words of a text that nothing is agreed on for: what was committed, and the rest. */
  behindCommitted(text: string): AgreedWords {
    const { committed } = this.#agreed;
    return { committed, tentative: wordsOf(text).slice(committed.length) };
  }

  /**
   * @param text of the utterance as far as it goes
   * @param heardMs until when the speech goes that it is of; milliseconds of any clock
   * @param isConfident whether the model is sure of it
   */
  add(text: string, heardMs: number, isConfident = false): AgreedWords {
    if (heardMs - this.#heardMs < APART_MS) return (this.#agreed = this.behindCommitted(text));
    this.#heardMs = heardMs;
    const words = wordsOf(text);
    const { committed } = this.#agreed;
    const closed = words.slice(0, Math.max(0, words.length - OPEN_WORDS));
    this.#texts = [...this.#texts, { words: closed, isConfident }].slice(-AGREEING_TEXTS);
    const confident = this.#texts.slice(-AGREEING_CONFIDENT_TEXTS);
    const isEnough =
      confident.length === AGREEING_CONFIDENT_TEXTS && confident.every((each) => each.isConfident);
    const agreeing = isEnough ? confident : this.#texts;
    const same = Math.min(...agreeing.map((each) => commonPrefix(each.words, closed)));
    const isAgreed = (isEnough || agreeing.length === AGREEING_TEXTS) && same > committed.length;
    const keep = isAgreed ? words.slice(0, same) : committed;
    this.#agreed = { committed: keep, tentative: words.slice(keep.length) };
    return this.#agreed;
  }
}

/** Committed words that the final text has otherwise. */
export function revisedWords(committed: readonly string[], text: string): number {
  const words = wordsOf(text);
  return committed.filter((word, index) => lettersOf(word) !== lettersOf(words[index] ?? '')).length;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

function commonPrefix(first: readonly string[], second: readonly string[]): number {
  const differing = first.findIndex((word, index) => lettersOf(word) !== lettersOf(second[index] ?? ''));
  return differing < 0 ? Math.min(first.length, second.length) : differing;
}
