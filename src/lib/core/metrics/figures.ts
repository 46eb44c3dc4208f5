/** What the values of a figure are. `ratio` has no unit. */
export interface FigureFacts {
  readonly unit: 'ms' | 'ratio';
  readonly better: 'lower' | 'higher';
}

/** What is measured while the app is used, in the order in which it is shown. */
export const FIGURES = [
  'final',
  'firstWord',
  'decoded',
  'fileSpeed',
  'load',
  'windowMs',
  'partialMs',
  'finalDecodeMs',
  'queueWaitMs',
] as const;

export type Figure = (typeof FIGURES)[number];

export const FIGURE_FACTS: Readonly<Record<Figure, FigureFacts>> = {
  /** From the last sound of an utterance to its text on the page: what a person feels. */
  final: { unit: 'ms', better: 'lower' },
  /** From the first sound of an utterance to its first words on the page. */
  firstWord: { unit: 'ms', better: 'lower' },
  /** From the last sound of an utterance to its text in the worker. */
  decoded: { unit: 'ms', better: 'lower' },
  /** Processing time of a finished recording in relation to its length; of recordings of 30 s at least. */
  fileSpeed: { unit: 'ratio', better: 'lower' },
  /** From asking for a model to a model that is ready. */
  load: { unit: 'ms', better: 'lower' },
  /** One window of a recording in the engine, waiting for its turn included. */
  windowMs: { unit: 'ms', better: 'lower' },
  /** One text of an utterance that goes on, in the engine. */
  partialMs: { unit: 'ms', better: 'lower' },
  /** One text of an utterance that seems to be over, in the engine. */
  finalDecodeMs: { unit: 'ms', better: 'lower' },
  /** How long that window or that text waited, altogether, while the engine worked for others. */
  queueWaitMs: { unit: 'ms', better: 'lower' },
};

/** What is counted meanwhile: utterances of dictations, and recordings that have been read to their end. */
export const COUNTERS = [
  'utterances',
  /** Utterances that waited until a model was there: their times are no figures. */
  'waitedUtterances',
  'recordings',
  /** Seconds of sound of those recordings. */
  'audioSeconds',
  /** Samples of the microphone that came too fast. */
  'lostSamples',
  /** Segments that the court held back. */
  'heldBack',
  /** Marks that came too fast. */
  'lostMarks',
] as const;

export type Counter = (typeof COUNTERS)[number];

/** A value of a figure, or what is added to a counter. */
export type MarkName = Figure | Counter;

/** A mark bears the number of its name in this list. */
export const MARK_NAMES: readonly MarkName[] = [...FIGURES, ...COUNTERS];
