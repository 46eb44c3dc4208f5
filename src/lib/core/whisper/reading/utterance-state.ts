import { SAMPLE_RATE } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import type { PreviousUtterance } from '../../recognition/carry-over';
import type { PartialText } from '../../recognition/recogniser';
import type { Prefix } from '../decoding/search-options';

export const EMPTY_PREFIX: Prefix = { draft: [], forced: 0 };

/** A partial text with its tokens. */
export interface ReadPartial extends PartialText {
  readonly tokens: readonly number[];
  readonly language: string;
}

/** What is known of the utterance that is being spoken. */
export class UtteranceState {
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

  /** @param before the utterance before it */
  constructor(readonly before: PreviousUtterance | null) {}

  /** The next text continues this one. @param forced so many of its tokens make up the committed words */
  continueWith({ tokens, seam, language }: ReadPartial, forced: number): void {
    this.prefix = { draft: tokens, forced };
    this.followsCarryOver = seam !== null;
    this.partialLanguage = language;
  }
}

export function speechSeconds({ speech }: AudioWindow): number {
  return speech.reduce((sum, { startSample, endSample }) => sum + endSample - startSample, 0) / SAMPLE_RATE;
}
