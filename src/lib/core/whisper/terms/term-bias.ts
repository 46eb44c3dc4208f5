import { isWrittenUnspaced } from '../../text/unspaced-languages';
import type { Vocabulary } from '../vocabulary/vocabulary';

/** What of the listed terms a text has said. */
export interface TermState {
  /** Natural logarithm that the text is given: for whole terms, and for the one that has begun. */
  readonly bonus: number;
  /** Of `bonus`, what stays whatever comes. */
  readonly kept: number;
  /** What is added to it if no more of the term that has begun is said: for a shorter term that is whole. */
  readonly whole: number;
  /** Where the term that has begun stands; the root where none has. */
  readonly node: TermNode;
  /** The text ends in the midst of a word, if a letter follows. */
  readonly isOpen: boolean;
}

interface TermNode {
  readonly next: Map<number, TermNode>;
  isEnd: boolean;
}

/** How the text of a token begins and ends. */
interface TokenShape {
  /** With a letter that goes on with a word, if one is open. */
  readonly goesOn: boolean;
  /** With a letter. */
  readonly isOpen: boolean;
}

const STARTS_WITH_LETTER = /^[\p{L}\p{N}\p{M}]/u;
const ENDS_WITH_LETTER = /[\p{L}\p{N}\p{M}]$/u;

/** So much more probable than the best other token a listed one becomes at most. */
const EDGE = 0.5;

/**
 * Listed terms, which a search is to prefer: each token that continues one is made as probable as the best there, and a
 * little more, if `amount` is enough for that. Where the term is not said to its end, all of it is given back; "Lina" is
 * not said in "Linaire".
 *
 * One term is followed at a time, and one that begins within another is not seen.
 */
export class TermBias {
  /** Of tokens that have been asked for. */
  readonly #shapes = new Map<number, TokenShape>();
  readonly #root: TermNode = { next: new Map(), isEnd: false };
  readonly #start: TermState = {
    ...{ bonus: 0, kept: 0, whole: 0 },
    ...{ node: this.#root, isOpen: false },
  };

  /** @param amount natural logarithm, for a token at most */
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

  /**
   * @param state null where nothing has been said
   * @param lag how much less probable the token is than the best in its place, a natural logarithm
   */
  behind(state: TermState | null, token: number, lag: number): TermState {
    const before = state ?? this.#start;
    const { goesOn, isOpen } = this.#shapeOf(token);
    const isWithinWord = before.isOpen && goesOn;
    const whole = before.node.isEnd && !isWithinWord ? before.bonus - before.kept : before.whole;
    const given = Math.min(this.amount, lag + EDGE);
    const going = before.node === this.#root ? undefined : before.node.next.get(token);
    if (going) return { ...before, bonus: before.bonus + given, whole, node: going, isOpen };
    const kept = before.kept + whole;
    const begun = isWithinWord ? undefined : this.#root.next.get(token);
    const after = { kept, whole: 0, isOpen };
    if (begun) return { ...after, bonus: kept + given, node: begun };
    return { ...after, bonus: kept, node: this.#root };
  }

  /** Tokens that may begin a term or continue the one that has begun, some of them twice. */
  awaited(state: TermState | null): readonly number[] {
    return [...this.#root.next.keys(), ...(state?.node.next.keys() ?? [])];
  }

  #shapeOf(token: number): TokenShape {
    const known = this.#shapes.get(token);
    if (known) return known;
    const text = this.vocabulary.decode([token]);
    const goesOn = STARTS_WITH_LETTER.test(text) && !isWrittenUnspaced(text);
    const shape = { goesOn, isOpen: ENDS_WITH_LETTER.test(text) };
    this.#shapes.set(token, shape);
    return shape;
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
