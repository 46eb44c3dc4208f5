import { isWrittenUnspaced } from '../../text/unspaced-languages';
import type { Vocabulary } from '../vocabulary/vocabulary';

/** What of the listed terms a text has said. */
export interface TermState {
  /** Natural logarithm that the text is given: for whole terms, and for the one that has begun. */
  readonly bonus: number;
  /** Of `bonus`, what stays whatever comes. */
  readonly kept: number;
  /** Where the term that has begun stands; the root where none has. */
  readonly node: TermNode;
  /** How many of its tokens have been said. */
  readonly depth: number;
  /** Of these, how many are a whole term. */
  readonly whole: number;
  /** The text ends in the midst of a word, if a letter follows. */
  readonly isOpen: boolean;
}

interface TermNode {
  readonly next: Map<number, TermNode>;
  isEnd: boolean;
}

const STARTS_WITH_LETTER = /^[\p{L}\p{N}\p{M}]/u;
const ENDS_WITH_LETTER = /[\p{L}\p{N}\p{M}]$/u;

/**
 * Listed terms, which a search is to prefer: each token that continues one makes the text more probable by `amount`.
 * Where the term is not said to its end, all of that is given back; "Lina" is not said in "Linaire".
 *
 * One term is followed at a time, and one that begins within another is not seen.
 */
export class TermBias {
  readonly #root: TermNode = { next: new Map(), isEnd: false };
  readonly #start: TermState = {
    ...{ bonus: 0, kept: 0, node: this.#root, depth: 0, whole: 0 },
    isOpen: false,
  };

  /** @param amount natural logarithm for a token */
  constructor(
    private readonly vocabulary: Vocabulary,
    terms: readonly string[],
    private readonly amount: number,
  ) {
    for (const term of terms) {
      this.#add(vocabulary.encode(` ${term}`));
      this.#add(vocabulary.encode(term));
    }
  }

  /** @param state null where nothing has been said */
  behind(state: TermState | null, token: number): TermState {
    const before = state ?? this.#start;
    const text = this.vocabulary.decode([token]);
    const isWithinWord = before.isOpen && STARTS_WITH_LETTER.test(text) && !isWrittenUnspaced(text);
    const isOpen = ENDS_WITH_LETTER.test(text);
    const whole = before.node.isEnd && !isWithinWord ? before.depth : before.whole;
    const going = before.node.next.get(token);
    if (going && before.depth > 0) return this.#at(going, before.depth + 1, { ...before, whole, isOpen });
    const kept = before.kept + this.amount * whole;
    const begun = isWithinWord ? undefined : this.#root.next.get(token);
    const after = { ...before, kept, whole: 0, isOpen };
    return begun ? this.#at(begun, 1, after) : this.#at(this.#root, 0, after);
  }

  /** Tokens that may begin a term or continue the one that has begun, some of them twice. */
  awaited(state: TermState | null): readonly number[] {
    return [...this.#root.next.keys(), ...(state?.node.next.keys() ?? [])];
  }

  #at(node: TermNode, depth: number, state: TermState): TermState {
    return { ...state, node, depth, bonus: state.kept + this.amount * depth };
  }

  #add(tokens: readonly number[]): void {
    let node = this.#root;
    for (const token of tokens) {
      const next = node.next.get(token) ?? { next: new Map(), isEnd: false };
      node.next.set(token, next);
      node = next;
    }
    node.isEnd = node !== this.#root;
  }
}
