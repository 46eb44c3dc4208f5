/** What is worth switching off to see what it gains. People get the defaults, always. */
export interface DecodingSettings {
  /** How much the encoder sees: the speech and some silence behind it, or 30 s always. */
  readonly context: 'speech' | 'full';
  /** Hypotheses that an unsure text is searched with once more; 1: it is not. */
  readonly beams: number;
  /** Text at hand is verified in one call of the decoder before it is gone on from. */
  readonly drafts: boolean;
  /** Windows of a recording whose decoder steps run together. */
  readonly jointWindows: number;
  /** Times and probabilities of single words. */
  readonly wordTimes: boolean;
}

export const DECODING_DEFAULTS: DecodingSettings = {
  context: 'speech',
  beams: 5,
  drafts: true,
  jointWindows: 4,
  wordTimes: true,
};
