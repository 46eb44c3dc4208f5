import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import type { AudioWindow } from '../../../core/endpointing/audio-window';
import type { Joint, SaidBefore } from '../../../core/recognition/carry-over';
import { WordAgreement } from '../../../core/recognition/word-agreement';
import type { TranscribedWindow } from '../../../core/transcript/transcript';
import type { BegunText } from '../../../core/whisper/decoding/search-options';

export const NOTHING_BEGUN: BegunText = { draft: [], settled: 0 };

/** Text of a whole utterance. */
export interface WholeText {
  readonly text: TranscribedWindow;
  /** Null where it does not go on from what was said before. */
  readonly joint: Joint | null;
}

/** The utterance that goes on. */
export class OpenUtterance {
  readonly agreement = new WordAgreement();
  /** Of the last partial text, with as many tokens settled as make up the committed words. */
  begun: BegunText = NOTHING_BEGUN;
  /** That text goes on from what was said before: see Lead. */
  isBehindLead = false;
  language: string | null = null;
  /** It was heard clearly when it was judged last. */
  isLikely = false;
  /** It is not judged again. */
  isSure = false;
  /** That its partial text is in. */
  partialLanguage: string | null = null;
  /** Of the whole utterance, where it seemed to be over. */
  whole: WholeText | null = null;

  /** @param before the utterance before it */
  constructor(
    readonly id: number,
    readonly before: SaidBefore | null,
  ) {}
}

export function speechSeconds({ speech }: AudioWindow): number {
  return speech.reduce((sum, { startSample, endSample }) => sum + endSample - startSample, 0) / SAMPLE_RATE;
}
