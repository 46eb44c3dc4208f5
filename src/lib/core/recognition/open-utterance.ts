import type { AudioWindow } from '../endpointing/audio-window';
import type { PreviousUtterance } from './carry-over';
import type { Recogniser, RecognitionRequest, Utterance, WholeText } from './recogniser';
import { transcribeWindow } from './transcribe-window';
import { WordAgreement } from './word-agreement';

/** The utterance that is being spoken, as a dictation has it. */
export class OpenUtterance {
  readonly agreement = new WordAgreement();
  readonly recognised: Utterance;
  /** Of the whole utterance, where it seemed to be over. */
  whole: WholeText | null = null;

  /** @param before the utterance before it */
  constructor(
    readonly id: number,
    recogniser: Recogniser,
    before: PreviousUtterance | null,
    request: RecognitionRequest,
  ) {
    this.recognised = utteranceOf(recogniser, before, request);
  }
}

/** An utterance for any recogniser. @param before the utterance before it */
export function utteranceOf(
  recogniser: Recogniser,
  before: PreviousUtterance | null,
  request: RecognitionRequest,
): Utterance {
  return recogniser.startUtterance?.(before, request) ?? new WholeUtterance(recogniser, before, request);
}

/** An utterance for a recogniser that writes no partial texts: it has its text when it is over. */
class WholeUtterance implements Utterance {
  constructor(
    private readonly recogniser: Recogniser,
    private readonly before: PreviousUtterance | null,
    private readonly request: RecognitionRequest,
  ) {}

  partial(): Promise<null> {
    return Promise.resolve(null);
  }

  commit(): void {
    // Nothing was shown that could stay.
  }

  async whole(window: AudioWindow): Promise<WholeText> {
    const previousLanguage = this.before?.text.language ?? null;
    const request = { ...this.request, previousLanguage };
    return { text: await transcribeWindow(this.recogniser, window, request), seam: null };
  }
}
