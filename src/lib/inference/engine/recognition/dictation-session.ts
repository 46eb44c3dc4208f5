import { CancelledError } from '../../../core/errors';
import type { AudioWindow } from '../../../core/endpointing/audio-window';
import type { SaidBefore } from '../../../core/recognition/carry-over';
import { endsSentence } from '../../../core/recognition/window-segments';
import { revisedWords } from '../../../core/recognition/word-agreement';
import { segmentsOf, type TranscribedWindow } from '../../../core/transcript/transcript';
import type { Vocabulary } from '../../../core/whisper/vocabulary/vocabulary';
import type { DictationEvent } from '../../../protocol/inference';
import type { HeardSoFar, TimedTurn } from '../../../protocol/listener';
import type { Engine } from '../whisper/engine';
import { OpenUtterance } from './open-utterance';
import { UtteranceReader, type PartialText, type ReadingOptions } from './utterance-reader';

export interface DictateOptions extends ReadingOptions {
  /** The next turn when there is one; null at the end. */
  readonly nextTurn: (heard: HeardSoFar | null) => Promise<TimedTurn | null>;
  /** Hears which turn is begun: the engine throws a CancelledError if that is called off meanwhile. */
  readonly onBegin: (turn: TimedTurn) => void;
  /** Hears of each utterance that is over. */
  readonly onSaid: (said: SaidBefore) => void;
  readonly emit: (event: DictationEvent) => void;
}

/**
 * Text of running speech, turn by turn.
 *
 * @throws AppError, CancelledError as the engine and `nextTurn` do
 */
export async function dictate(engine: Engine, options: DictateOptions): Promise<void> {
  const turns = new SpeechTurns(engine, options);
  let heard: HeardSoFar | null = null;
  for (;;) {
    const turn: TimedTurn | null = await options.nextTurn(heard);
    if (!turn) return;
    options.onBegin(turn);
    try {
      heard = await turns.take(turn);
    } catch (thrown) {
      // What is over is never called off.
      const isPassing = turn.kind === 'partial' || turn.kind === 'predicted';
      if (!(thrown instanceof CancelledError) || !isPassing) throw thrown;
    }
  }
}

type SpokenTurn = Exclude<TimedTurn, { readonly kind: 'misfire' }>;

class SpeechTurns {
  readonly #reader: UtteranceReader;
  #open: OpenUtterance | null = null;
  #before: SaidBefore | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly options: DictateOptions,
  ) {
    this.#reader = new UtteranceReader(engine, options);
  }

  async take(turn: TimedTurn): Promise<HeardSoFar | null> {
    if (turn.kind === 'misfire') {
      this.options.emit({ type: 'misfire', utterance: turn.utterance });
      return null;
    }
    const isKnown = this.#open?.id === turn.utterance;
    const open = isKnown && this.#open ? this.#open : new OpenUtterance(turn.utterance, this.#before);
    this.#open = open;
    switch (turn.kind) {
      case 'partial':
        return this.#partial(open, turn, turn.window);
      case 'predicted':
        open.whole = null;
        open.whole = await this.#reader.whole(open, turn.window);
        return this.#show(open, turn, {
          text: textOf(open.whole.text),
          joint: open.whole.joint,
          isClear: true,
        });
      case 'settled':
      case 'final':
        // Where nothing but silence came behind it, the text is there already.
        if (turn.kind === 'final') open.whole = null;
        return this.#settle(open, turn, turn.window);
    }
  }

  async #partial(open: OpenUtterance, turn: SpokenTurn, window: AudioWindow): Promise<HeardSoFar> {
    open.whole = null;
    const { vocabulary } = this.engine.rules;
    const read = await this.#reader.partial(open, window);
    // A loop is no text: what was shown stays.
    if (!read) return heardIn(open.agreement.agreed.tentative.join(' '));
    const heard = this.#show(open, turn, read);
    const words = open.agreement.agreed.committed.length;
    // The sign at the joint stands apart.
    const signs = words > 0 && read.joint?.now ? 1 : 0;
    open.begun = { draft: read.tokens, settled: tokensOfWords(vocabulary, read.tokens, words + signs) };
    open.isBehindLead = read.joint !== null;
    open.partialLanguage = read.language;
    return heard;
  }

  #show(
    open: OpenUtterance,
    turn: SpokenTurn,
    { text, joint, isClear }: Pick<PartialText, 'text' | 'joint' | 'isClear'>,
  ): HeardSoFar {
    const { committed, tentative } = open.agreement.add(text, isClear);
    const words = { committed: committed.join(' '), tentative: tentative.join(' ') };
    const { speechStartMs } = turn;
    this.options.emit({ type: 'hypothesis', utterance: open.id, speechStartMs, joint, ...words });
    return heardIn(text);
  }

  async #settle(open: OpenUtterance, turn: SpokenTurn, window: AudioWindow): Promise<null> {
    open.whole ??= await this.#reader.whole(open, window);
    const { text, joint } = open.whole;
    this.#open = null;
    this.#before = { window, text };
    this.options.onSaid(this.#before);
    const { committed } = open.agreement.agreed;
    this.options.emit({
      type: 'utterance',
      utterance: open.id,
      text,
      joint,
      revisedWords: revisedWords(committed, textOf(text)),
      committedWords: committed.length,
      speechEndMs: turn.speechEndMs,
      decodedMs: performance.timeOrigin + performance.now(),
    });
    return null;
  }
}

function textOf(window: TranscribedWindow): string {
  return segmentsOf([window])
    .map(({ text }) => text)
    .join(' ');
}

/** How many tokens make up the first `count` words. */
function tokensOfWords(vocabulary: Vocabulary, tokens: readonly number[], count: number): number {
  if (count === 0) return 0;
  const wordsIn = (length: number) => vocabulary.decode(tokens.slice(0, length)).trim().split(/\s+/u).length;
  // The word is whole where the next token begins another.
  const next = tokens.findIndex((_, index) => wordsIn(index + 1) > count);
  return next < 0 ? tokens.length : next;
}

function heardIn(text: string): HeardSoFar {
  return { endsSentence: endsSentence(text) };
}
