import { CancelledError } from '../../../core/errors';
import type { AudioWindow } from '../../../core/endpointing/audio-window';
import type { PreviousUtterance } from '../../../core/recognition/carry-over';
import { endsSentence } from '../../../core/recognition/window-segments';
import { revisedWords } from '../../../core/recognition/word-agreement';
import { segmentsOf, type TranscribedWindow } from '../../../core/transcript/transcript';
import type { Vocabulary } from '../../../core/whisper/vocabulary/vocabulary';
import type { DictationEvent } from '../../../protocol/inference';
import type { HeardSoFar, TimedRequest } from '../../../protocol/listener';
import type { Engine } from '../whisper/engine';
import { OpenUtterance } from './open-utterance';
import { UtteranceReader, type PartialText, type ReadingOptions } from './utterance-reader';

export interface DictateOptions extends ReadingOptions {
  /** The next request when there is one; null at the end. */
  readonly nextRequest: (heard: HeardSoFar | null) => Promise<TimedRequest | null>;
  /** Hears which request is begun: the engine throws a CancelledError if that is called off meanwhile. */
  readonly onBegin: (request: TimedRequest) => void;
  /** Hears of each utterance that is over. */
  readonly onSaid: (said: PreviousUtterance) => void;
  readonly emit: (event: DictationEvent) => void;
}

/**
 * Text of running speech, request by request.
 *
 * @throws AppError, CancelledError as the engine and `nextRequest` do
 */
export async function dictate(engine: Engine, options: DictateOptions): Promise<void> {
  const session = new DictationSession(engine, options);
  let heard: HeardSoFar | null = null;
  for (;;) {
    const request: TimedRequest | null = await options.nextRequest(heard);
    if (!request) return;
    options.onBegin(request);
    try {
      heard = await session.take(request);
    } catch (thrown) {
      // What is over is never called off.
      const isPassing = request.kind === 'partial' || request.kind === 'predicted';
      if (!(thrown instanceof CancelledError) || !isPassing) throw thrown;
    }
  }
}

type SpokenRequest = Exclude<TimedRequest, { readonly kind: 'misfire' }>;

class DictationSession {
  readonly #reader: UtteranceReader;
  #open: OpenUtterance | null = null;
  #before: PreviousUtterance | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly options: DictateOptions,
  ) {
    this.#reader = new UtteranceReader(engine, options);
  }

  async take(request: TimedRequest): Promise<HeardSoFar | null> {
    if (request.kind === 'misfire') {
      this.options.emit({ type: 'misfire', utterance: request.utterance });
      return null;
    }
    const isKnown = this.#open?.id === request.utterance;
    const open = isKnown && this.#open ? this.#open : new OpenUtterance(request.utterance, this.#before);
    this.#open = open;
    switch (request.kind) {
      case 'partial':
        return this.#partial(open, request, request.window);
      case 'predicted':
        open.whole = null;
        open.whole = await this.#reader.whole(open, request.window);
        return this.#show(open, request, {
          text: textOf(open.whole.text),
          seam: open.whole.seam,
          isConfident: true,
        });
      case 'settled':
      case 'final':
        // Where nothing but silence came behind it, the text is there already.
        if (request.kind === 'final') open.whole = null;
        return this.#settle(open, request, request.window);
    }
  }

  async #partial(open: OpenUtterance, request: SpokenRequest, window: AudioWindow): Promise<HeardSoFar> {
    open.whole = null;
    const { vocabulary } = this.engine.rules;
    const read = await this.#reader.partial(open, window);
    // A loop is no text: what was shown stays.
    if (!read) return heardIn(open.agreement.agreed.tentative.join(' '));
    const heard = this.#show(open, request, read);
    const words = open.agreement.agreed.committed.length;
    // The sign at the seam stands apart.
    const signs = words > 0 && read.seam?.now ? 1 : 0;
    open.prefix = { draft: read.tokens, forced: tokensOfWords(vocabulary, read.tokens, words + signs) };
    open.followsCarryOver = read.seam !== null;
    open.partialLanguage = read.language;
    return heard;
  }

  #show(
    open: OpenUtterance,
    request: SpokenRequest,
    { text, seam, isConfident }: Pick<PartialText, 'text' | 'seam' | 'isConfident'>,
  ): HeardSoFar {
    const { committed, tentative } = open.agreement.add(text, isConfident);
    const words = { committed: committed.join(' '), tentative: tentative.join(' ') };
    const { speechStartMs } = request;
    this.options.emit({ type: 'hypothesis', utterance: open.id, speechStartMs, seam, ...words });
    return heardIn(text);
  }

  async #settle(open: OpenUtterance, request: SpokenRequest, window: AudioWindow): Promise<null> {
    open.whole ??= await this.#reader.whole(open, window);
    const { text, seam } = open.whole;
    this.#open = null;
    this.#before = { window, text };
    this.options.onSaid(this.#before);
    const { committed } = open.agreement.agreed;
    this.options.emit({
      type: 'utterance',
      utterance: open.id,
      text,
      seam,
      revisedWords: revisedWords(committed, textOf(text)),
      committedWords: committed.length,
      speechEndMs: request.speechEndMs,
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
