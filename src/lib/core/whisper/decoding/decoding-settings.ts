/** What is worth switching off to see what it gains. People get one of the two below, always. */
export interface DecodingSettings {
  /** How much the encoder sees: the speech and some silence behind it, or 30 s always. */
  readonly context: 'speech' | 'full';
  /** Hypotheses that an unsure text is searched with once more; 1: it is not. */
  readonly beams: number;
  /** The decoder is told the text of the window before: no gain, and errors go on (docs/decisions/009-prompt.md). */
  readonly precedingText: boolean;
  /** A text that ends well is taken, however improbable, rather than looked for with all of the encoder's room. */
  readonly acceptsLowConfidence: boolean;
  /** How much more probable each token of a listed word is made at most, a natural logarithm; 0: not at all. */
  readonly termBias: number;
}

export const DECODING_DEFAULTS: DecodingSettings = {
  context: 'speech',
  beams: 4,
  precedingText: false,
  acceptsLowConfidence: false,
  termBias: 2,
};

/** A person waits, and a breath or a rustle must not hold up what is said behind it: see docs/decisions/013. */
export const DICTATION_SETTINGS: DecodingSettings = {
  ...DECODING_DEFAULTS,
  beams: 2,
  acceptsLowConfidence: true,
};
