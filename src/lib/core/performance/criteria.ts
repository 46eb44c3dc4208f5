/** What a device has to reach for "go", in the order in which it is judged: what computes longest comes late, what counts over all comes last. */
export const CRITERION_IDS = [
  'final-p50',
  'final-p95',
  'word-errors',
  'silence',
  'iterations-100',
  'phrases-100',
  'long-file',
  'memory',
  'temperature',
  'requests',
] as const;

export type CriterionId = (typeof CRITERION_IDS)[number];

/** What is done once to measure a criterion, or two. In the order in which "all" does it. */
export const MEASURING_METHODS = [
  'dictation',
  'files',
  'silence',
  'iterations',
  'phrases',
  'long-file',
  'memory',
  'temperature',
  'requests',
] as const;

export type MeasuringMethod = (typeof MEASURING_METHODS)[number];

/** `fraction` in [0, 1]; `rtf`: processing time / audio time. */
export type FigureUnit = 'milliseconds' | 'fraction' | 'bytes' | 'celsius' | 'rtf' | 'count';

/** A closed list: each has a name and a sentence what to do about a "no". */
export type FigureName =
  | 'final-p50'
  | 'final-p95'
  | 'final-unwritten'
  | 'word-errors'
  | 'silence-words'
  | 'equal-texts'
  | 'iteration-failures'
  | 'phrase-texts'
  | 'phrase-failures'
  | 'long-errors'
  | 'long-speed'
  | 'long-missing'
  | 'long-failures'
  | 'memory'
  | 'temperature'
  | 'requests';

/** What a figure is held against. */
export interface Bar {
  readonly figure: FigureName;
  readonly unit: FigureUnit;
  readonly limit: number;
  readonly direction: 'at-most' | 'at-least' | 'below';
}

/** Met if each of its bars is. */
export interface Criterion {
  readonly id: CriterionId;
  readonly method: MeasuringMethod;
  readonly bars: readonly Bar[];
}

/** How often one clip is read, and how many different ones. */
export const REPEATED = 100;
/** Sixteen minutes: more than thirty windows of a file. */
export const LONG_SECONDS = 960;
export const SILENCE_SECONDS = 60;
/** How often the temperature is read, after a clip each time: a card is to be warm from work. */
export const TEMPERATURE_READINGS = 60;
export const DEFAULT_TEMPERATURE_LIMIT = 80;

/** Without a card that can be read there is no temperature, and "go" all the same. */
export const MAY_BE_UNMEASURED: readonly CriterionId[] = ['temperature'];

const atMost = (figure: FigureName, unit: FigureUnit, limit: number): Bar => ({
  ...{ figure, unit, limit },
  direction: 'at-most',
});
const all = (figure: FigureName): Bar => ({ figure, unit: 'count', limit: REPEATED, direction: 'at-least' });

/**
 * The closed list. Limits are about one and a half times what two shared cores take with whisper-base, so that a usual
 * computer passes and one on which the app is no pleasure does not: docs/benchmarks.md.
 *
 * @param temperatureLimit degrees Celsius, as a person has chosen it
 */
export function criteriaFor(temperatureLimit = DEFAULT_TEMPERATURE_LIMIT): readonly Criterion[] {
  return [
    // dictation.json: the text is painted as final 0.67 s after the end of speech (p50), 1.17 s (p95).
    {
      ...{ id: 'final-p50', method: 'dictation' },
      bars: [atMost('final-p50', 'milliseconds', 1000), atMost('final-unwritten', 'count', 0)],
    },
    { id: 'final-p95', method: 'dictation', bars: [atMost('final-p95', 'milliseconds', 1800)] },
    // evaluate-kernels.json: 10.0 % in English, 18.5 % in French.
    { id: 'word-errors', method: 'files', bars: [atMost('word-errors', 'fraction', 0.2)] },
    { id: 'silence', method: 'silence', bars: [atMost('silence-words', 'count', 0)] },
    {
      ...{ id: 'iterations-100', method: 'iterations' },
      bars: [all('equal-texts'), atMost('iteration-failures', 'count', 0)],
    },
    {
      ...{ id: 'phrases-100', method: 'phrases' },
      bars: [all('phrase-texts'), atMost('phrase-failures', 'count', 0)],
    },
    { id: 'long-file', method: 'long-file', bars: longFileBars() },
    // page-two-hours.json: 495 MB at most.
    { id: 'memory', method: 'memory', bars: [atMost('memory', 'bytes', 800e6)] },
    {
      ...{ id: 'temperature', method: 'temperature' },
      bars: [atMost('temperature', 'celsius', temperatureLimit)],
    },
    { id: 'requests', method: 'requests', bars: [atMost('requests', 'count', 0)] },
  ];
}

function longFileBars(): readonly Bar[] {
  return [
    // natural.json: 8.9 % in English, 18.9 % in French; seams between clips cost some more.
    atMost('long-errors', 'fraction', 0.25),
    // Slower than speech, a recording takes longer than it lasts.
    { figure: 'long-speed', unit: 'rtf', limit: 1, direction: 'below' },
    // A lost window leaves a gap of up to 30 s, at two or three words a second. Twenty words are some 8 s of speech.
    { figure: 'long-missing', unit: 'count', limit: 20, direction: 'below' },
    atMost('long-failures', 'count', 0),
  ];
}
