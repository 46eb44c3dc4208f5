import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import type { AudioWindow } from '../../../core/endpointing/audio-window';
import type { Seam, PreviousUtterance } from '../../../core/recognition/carry-over';
import { WordAgreement } from '../../../core/recognition/word-agreement';
import type { TranscribedWindow } from '../../../core/transcript/transcript';
import type { Prefix } from '../../../core/whisper/decoding/search-options';

export const EMPTY_PREFIX: Prefix = { draft: [], forced: 0 };

/** Text of a whole utterance. */
export interface WholeText {
  readonly text: TranscribedWindow;
  /** Null where it does not go on from what was said before. */
  readonly seam: Seam | null;
}

/** The utterance that is being spoken. */
export class OpenUtterance {
  readonly agreement = new WordAgreement();
  /** The last partial text; as many of its tokens are forced as make up the committed words. */
  prefix: Prefix = EMPTY_PREFIX;
  /** That text continues what was said before: see CarryOver. */
  followsCarryOver = false;
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
    readonly before: PreviousUtterance | null,
  ) {}
}

export function speechSeconds({ speech }: AudioWindow): number {
  return speech.reduce((sum, { startSample, endSample }) => sum + endSample - startSample, 0) / SAMPLE_RATE;
}
