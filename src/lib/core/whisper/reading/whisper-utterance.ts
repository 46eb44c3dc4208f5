import type { AudioWindow } from '../../endpointing/audio-window';
import type { PreviousUtterance } from '../../recognition/carry-over';
import type {
  PartialText,
  RecognitionRequest,
  Utterance,
  UtteranceText,
  WholeText,
} from '../../recognition/recogniser';
import type { Vocabulary } from '../vocabulary/vocabulary';
import type { Engine } from './engine';
import { UtteranceReader } from './utterance-reader';
import { UtteranceState, type ReadPartial } from './utterance-state';

/** An utterance as Whisper hears it: each text continues the words that stay of the one before. */
export class WhisperUtterance implements Utterance {
  readonly #state: UtteranceState;
  readonly #reader: UtteranceReader;
  /** The last partial text. */
  #read: ReadPartial | null = null;

  constructor(
    private readonly engine: Engine,
    previous: PreviousUtterance | null,
    request: RecognitionRequest,
  ) {
    this.#state = new UtteranceState(previous);
    this.#reader = new UtteranceReader(engine, request);
  }

  async partial(window: AudioWindow): Promise<PartialText | null> {
    this.#read = await this.#reader.partial(this.#state, window);
    return this.#read;
  }

  commit(words: number): void {
    const read = this.#read;
    if (!read) return;
    // The sign at the seam is a word of its own.
    const signs = words > 0 && read.seam?.now ? 1 : 0;
    const forced = tokensOfWords(this.engine.rules.vocabulary, read.tokens, words + signs);
    this.#state.continueWith(read, forced);
  }

  whole(window: AudioWindow, onPlausible: (text: UtteranceText) => void): Promise<WholeText> {
    return this.#reader.whole(this.#state, window, onPlausible);
  }
}

/** How many tokens make up the first `count` words. */
function tokensOfWords(vocabulary: Vocabulary, tokens: readonly number[], count: number): number {
  if (count === 0) return 0;
  const wordsIn = (length: number) => vocabulary.decode(tokens.slice(0, length)).trim().split(/\s+/u).length;
  // The word is whole where the next token begins another.
  const next = tokens.findIndex((_, index) => wordsIn(index + 1) > count);
  return next < 0 ? tokens.length : next;
}
