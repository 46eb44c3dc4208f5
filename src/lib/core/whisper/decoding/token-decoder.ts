import type { SampleRange } from '../../audio/audio-format';
import type { ChosenToken } from './token-choice';

/** What a token asked the sound for, by layer with alignment heads: queries of its cross-attention, unscaled, (state). */
export type TokenQueries = ReadonlyMap<number, Float32Array>;

/** What the fed tokens asked the sound for. It need not be at hand: most tokens are never asked for theirs. */
export interface CrossQueries {
  /**
   * To be called before the sound is given back.
   *
   * @param index of the token among those fed, text by text
   */
  read(index: number): Promise<TokenQueries>;
}

/** What the decoder says of the tokens that it was fed. */
export interface DecoderOutput {
  /** (texts, wanted, vocabulary), to be changed as the caller likes, valid until the next call. */
  readonly logits: Float32Array;
  /** Of the logits as they come: logarithm of the sum of their exponentials, (texts, wanted). */
  readonly logSums: Float32Array;
  readonly crossQueries: CrossQueries;
}

export interface FeedOptions {
  /** Which text each goes on from, of those fed last; each from itself unless given. */
  readonly order?: readonly number[];
  /** Which of the tokens' logits are wanted, ascending; the last one's unless given. */
  readonly wanted?: readonly number[];
}

/** What may come behind one more token of each text. */
export interface DecoderStep {
  /** The most probable tokens behind each text, the best first; fewer where no more are allowed. */
  readonly choices: readonly (readonly ChosenToken[])[];
  readonly crossQueries: CrossQueries;
}

export interface ChooseOptions {
  /** As in FeedOptions. */
  readonly order?: readonly number[];
  /** (vocabulary), added to the logits: -Infinity forbids a token. */
  readonly mask: Float32Array;
  /** How many tokens to choose behind each text. */
  readonly count: number;
  /** So many steps at most: each feeds what the one before found most probable, unless that is the end. */
  readonly steps: number;
  readonly endOfText: number;
}

/** The decoder over the sound of one window, as a search sees it. It remembers what it was fed. */
export interface TokenDecoder {
  /**
   * Feeds tokens behind those fed before: one text, or several side by side.
   *
   * @param texts as many tokens for each
   */
  feed(texts: readonly (readonly number[])[], options?: FeedOptions): Promise<DecoderOutput>;
  /**
   * Feeds a token behind each text and chooses what may follow; more steps than one go on from there with the best.
   *
   * @param tokens one for each text
   * @returns a result for each step
   */
  choose(tokens: readonly number[], options: ChooseOptions): Promise<readonly DecoderStep[]>;
  /** Forgets all but the first `length` tokens of the one text that was fed. */
  rewind(length: number): void;
  /** Gives its memory back: it is not to be fed any more. */
  release(): void;
}

/** Sound after the encoder, as the decoder reads it. */
export interface EncoderOutput {
  /**
   * A decoder that has been fed nothing.
   *
   * @param seen the part of the samples that it looks at; all unless told. Enough to tell the language of that
   *   part, though not for its text
   */
  startDecoder(seen?: SampleRange): TokenDecoder;
  /** Cross-attention keys of each alignment head, in their order: (positions, 64). They last as long as the sound does. */
  alignmentKeys(): Promise<readonly Float32Array[]>;
}
