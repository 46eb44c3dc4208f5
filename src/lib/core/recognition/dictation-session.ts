import { CancelledError } from '../errors';
import type { TimedRequest } from '../streaming/decode-request';
import { textOfWindow, type TranscribedWindow } from '../transcript/transcript';
import { seamAfterPause, type PreviousUtterance, type Seam } from './carry-over';
import type { PartialText, Recogniser, RecognitionRequest, WholeText } from './recogniser';
import { OpenUtterance } from './open-utterance';
import { revisedWords, type AgreedWords } from './word-agreement';

export interface DictateOptions {
  readonly request: RecognitionRequest;
  /** The next request when there is one; null at the end. */
  readonly nextRequest: () => Promise<TimedRequest | null>;
  /** Hears which request is begun: the recogniser throws a CancelledError if that is called off meanwhile. */
  readonly onBegin: (request: TimedRequest) => void;
  /** Hears of each utterance that is over. */
  readonly onSaid: (said: PreviousUtterance) => void;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly emit: (event: DictationEvent) => void;
}

/** What becomes of running speech. Utterances are counted from 1 on. */
export type DictationEvent =
  /** The text as far as it goes; committed words stay. */
  | {
      readonly type: 'hypothesis';
      readonly utterance: number;
      readonly committed: string;
      readonly tentative: string;
      /** Where it continues the utterance before: how that is to end. */
      readonly seam: Seam | null;
      /** Silence has begun behind it: more is changed only where more is said, or where a second look tells otherwise. */
      readonly seemsOver: boolean;
      /** Milliseconds since 1970: the first sample of speech, and the last that it is of. */
      readonly speechStartMs: number;
      readonly speechEndMs: number;
    }
  /** It is over, and this is its text; empty where no word was in it. */
  | {
      readonly type: 'utterance';
      readonly utterance: number;
      readonly text: TranscribedWindow;
      readonly seam: Seam | null;
      /** Committed words that the text has otherwise. */
      readonly revisedWords: number;
      readonly committedWords: number;
      /** Milliseconds since 1970: the last sample of speech, and when its text was there. */
      readonly speechEndMs: number;
      readonly decodedMs: number;
    }
  /** There was no word in it. */
  | { readonly type: 'misfire'; readonly utterance: number };

/**
 * Text of running speech, request by request.
 *
 * @throws AppError, CancelledError as the recogniser and `nextRequest` do
 */
export async function dictate(recogniser: Recogniser, options: DictateOptions): Promise<void> {
  const session = new DictationSession(recogniser, options);
  for (;;) {
    const request = await options.nextRequest();
    if (!request) return;
    options.onBegin(request);
    try {
      await session.take(request);
    } catch (thrown) {
      // An utterance that is over is never called off.
      const isPassing = request.kind === 'partial' || request.kind === 'predicted';
      if (!(thrown instanceof CancelledError) || !isPassing) throw thrown;
    }
  }
}

type SpokenRequest = Exclude<TimedRequest, { readonly kind: 'misfire' }>;

class DictationSession {
  #open: OpenUtterance | null = null;
  #before: PreviousUtterance | null = null;

  constructor(
    private readonly recogniser: Recogniser,
    private readonly options: DictateOptions,
  ) {}

  async take(request: TimedRequest): Promise<void> {
    if (request.kind === 'misfire') {
      this.options.emit({ type: 'misfire', utterance: request.utterance });
      return;
    }
    const open = this.#openFor(request.utterance);
    switch (request.kind) {
      case 'partial':
        return this.#partial(open, request);
      case 'predicted':
        open.whole = null;
        open.whole = await this.#whole(open, request);
        return this.#show(open, request, {
          text: textOfWindow(open.whole.text),
          seam: open.whole.seam,
          isConfident: true,
        });
      case 'settled':
      case 'final':
        // Where nothing but silence came after it, the text is there already.
        if (request.kind === 'final') open.whole = null;
        return this.#settle(open, request);
    }
  }

  #openFor(id: number): OpenUtterance {
    if (this.#open?.id === id) return this.#open;
    return (this.#open = new OpenUtterance(id, this.recogniser, this.#before, this.options.request));
  }

  async #partial(open: OpenUtterance, request: SpokenRequest): Promise<void> {
    open.whole = null;
    const read = await open.recognised.partial(request.window);
    // A loop is no text: what was shown stays.
    if (!read) return;
    this.#show(open, request, read);
    open.recognised.commit(open.agreement.agreed.committed.length);
  }

  #show(open: OpenUtterance, request: SpokenRequest, { text, seam, isConfident }: PartialText): void {
    this.#emitText(open, request, seam, open.agreement.add(text, request.speechEndMs, isConfident));
  }

  /** It is not known yet whether that is the text: the words are shown, but none of them are agreed on. */
  #whole(open: OpenUtterance, request: SpokenRequest): Promise<WholeText> {
    return open.recognised.whole(request.window, ({ text, seam }) =>
      this.#emitText(open, request, seam, open.agreement.behindCommitted(text)),
    );
  }

  #emitText(open: OpenUtterance, request: SpokenRequest, seam: Seam | null, words: AgreedWords): void {
    const { speechStartMs, speechEndMs } = request;
    this.options.emit({
      ...{ type: 'hypothesis', utterance: open.id, seam, speechStartMs, speechEndMs },
      committed: words.committed.join(' '),
      tentative: words.tentative.join(' '),
      seemsOver: request.kind !== 'partial',
    });
  }

  async #settle(open: OpenUtterance, request: SpokenRequest): Promise<void> {
    const { window } = request;
    open.whole ??= await this.#whole(open, request);
    const { text } = open.whole;
    const said = { window, text };
    const seam = open.whole.seam ?? (this.#before && seamAfterPause(this.#before, said));
    this.#open = null;
    this.#before = said;
    this.options.onSaid(this.#before);
    const { committed } = open.agreement.agreed;
    this.options.emit({
      type: 'utterance',
      utterance: open.id,
      text,
      seam,
      revisedWords: revisedWords(committed, textOfWindow(text)),
      committedWords: committed.length,
      speechEndMs: request.speechEndMs,
      decodedMs: this.options.nowMs(),
    });
  }
}
