import type { ErrorCode } from '../errors';
import { percentile } from '../metrics/percentiles';
import { sumWordErrors } from '../metrics/word-errors';
import type { FigureName, MeasuringMethod } from './criteria';

/** What one step of a measurement gave. Kept after each, so that it goes on from there. */
export type CriterionStep =
  /** Milliseconds, words, degrees, bytes or requests, as the method has it. */
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'errors'; readonly errors: number; readonly words: number }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'long';
      readonly errors: number;
      readonly words: number;
      readonly realTimeFactor: number;
      /** Words in a row, at most. */
      readonly missingRun: number;
    }
  /** Speech of which no word was written. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  /** It cannot be known on this device. */
  | { readonly kind: 'unknown' };

/** Null where it is not known. */
export type Figures = Readonly<Partial<Record<FigureName, number | null>>>;

type StepOf<Kind> = Extract<CriterionStep, { readonly kind: Kind }>;

/** The figures that the steps of a method come to. */
export function figuresOf(method: MeasuringMethod, steps: readonly CriterionStep[]): Figures {
  const values = ofKind(steps, 'value').map(({ value }) => value);
  // Of a clip that failed nothing is known, and of the rest alone nothing is said.
  const known = steps.every(({ kind }) => kind === 'value') ? values : [];
  switch (method) {
    case 'dictation':
      return dictationFigures(steps);
    case 'files':
      return { 'word-errors': errorShare(steps) };
    case 'silence':
      return { 'silence-words': mostOf(known) };
    case 'iterations':
      return iterationFigures(steps);
    case 'phrases':
      return phraseFigures(steps);
    case 'long-file':
      return longFigures(steps);
    case 'memory':
      return { memory: mostOf(known) };
    case 'temperature':
      // A card that does not answer once is read again after the next clip.
      return { temperature: ofKind(steps, 'failed').length > 0 ? null : mostOf(values) };
    case 'requests':
      return { requests: mostOf(known) };
  }
}

function dictationFigures(steps: readonly CriterionStep[]): Figures {
  const unwritten = ofKind(steps, 'nothing').length;
  const written = ofKind(steps, 'value').map(({ value }) => value);
  const isKnown = steps.length > 0 && written.length + unwritten === steps.length;
  return {
    'final-p50': shareOf(isKnown ? written : [], 0.5),
    'final-p95': shareOf(isKnown ? written : [], 0.95),
    'final-unwritten': isKnown ? unwritten : null,
  };
}

function iterationFigures(steps: readonly CriterionStep[]): Figures {
  const texts = ofKind(steps, 'text').map(({ text }) => text);
  const first = texts.find((text) => text.trim() !== '');
  return {
    'equal-texts': isUnknown(steps) ? null : texts.filter((text) => text === first).length,
    'iteration-failures': isUnknown(steps) ? null : ofKind(steps, 'failed').length,
  };
}

function phraseFigures(steps: readonly CriterionStep[]): Figures {
  if (isUnknown(steps)) return { 'phrase-texts': null, 'phrase-failures': null };
  return {
    'phrase-texts': ofKind(steps, 'value').filter(({ value }) => value > 0).length,
    'phrase-failures': ofKind(steps, 'failed').length,
  };
}

function longFigures(steps: readonly CriterionStep[]): Figures {
  const [read] = ofKind(steps, 'long');
  return {
    'long-errors': read && read.words > 0 ? read.errors / read.words : null,
    'long-speed': read?.realTimeFactor ?? null,
    'long-missing': read?.missingRun ?? null,
    'long-failures': steps.length > 0 ? ofKind(steps, 'failed').length : null,
  };
}

function errorShare(steps: readonly CriterionStep[]): number | null {
  const { errors, words } = sumWordErrors(ofKind(steps, 'errors'));
  return words > 0 && steps.every(({ kind }) => kind === 'errors') ? errors / words : null;
}

function ofKind<Kind extends CriterionStep['kind']>(
  steps: readonly CriterionStep[],
  kind: Kind,
): readonly StepOf<Kind>[] {
  return steps.filter((step): step is StepOf<Kind> => step.kind === kind);
}

function isUnknown(steps: readonly CriterionStep[]): boolean {
  return steps.length === 0 || steps.some(({ kind }) => kind === 'unknown');
}

function shareOf(values: readonly number[], share: number): number | null {
  return values.length === 0 ? null : percentile(values, share);
}

function mostOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
