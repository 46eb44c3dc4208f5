import { describe, expect, test } from 'vitest';
import {
  criteriaFor,
  CRITERION_IDS,
  MEASURING_METHODS,
  type MeasuringMethod,
} from '../../../../src/lib/core/performance/criteria';
import type { CriterionStep } from '../../../../src/lib/core/performance/criterion-steps';
import { verdictSentences } from '../../../../src/lib/core/performance/verdict-words';
import { judge, wholeVerdict, type Verdict } from '../../../../src/lib/core/performance/verdicts';
import { MESSAGES } from '../../../../src/lib/app/messages/messages';
import { GO_STEPS, verdictsOf } from '../../../../testing/performance/measured-criteria';

const value = (of: number): CriterionStep => ({ kind: 'value', value: of });
const failed: CriterionStep = { kind: 'failed', code: 'engine-failed' };
const long = { kind: 'long', errors: 300, words: 2400, realTimeFactor: 0.15, missingRun: 3 } as const;

function verdictOf(id: string, verdicts: readonly Verdict[]): Verdict {
  return verdicts.find((each) => each.id === id)!;
}

test('every criterion has one method and its bars, and is judged in the order of the list', () => {
  expect(criteriaFor().map(({ id }) => id)).toEqual([...CRITERION_IDS]);
  expect([...new Set(criteriaFor().map(({ method }) => method))]).toEqual([...MEASURING_METHODS]);
});

test('a device that meets every criterion is a go', () => {
  const verdicts = verdictsOf();
  expect(verdicts.map(({ kind }) => kind)).toEqual(CRITERION_IDS.map(() => 'go'));
  expect(
    verdicts.flatMap((each) => verdictSentences(each, MESSAGES.en.verdicts.words, MESSAGES.en.errors)),
  ).toEqual([]);
  expect(wholeVerdict(verdicts)).toBe('go');
});

describe('made to fail on purpose', () => {
  const repeated = GO_STEPS.iterations;
  const phrases = GO_STEPS.phrases;
  const cases: readonly (readonly [string, string, MeasuringMethod, readonly CriterionStep[], number])[] = [
    ['final-p50', 'final-p50', 'dictation', [900, 1001, 1002].map(value), 1001],
    ['final-p50', 'final-unwritten', 'dictation', [value(500), { kind: 'nothing' }], 1],
    ['final-p95', 'final-p95', 'dictation', [...Array(9).fill(500), 4000].map(value), 2425],
    ['word-errors', 'word-errors', 'files', [{ kind: 'errors', errors: 21, words: 100 }], 0.21],
    ['silence', 'silence-words', 'silence', [value(1)], 1],
    [
      'iterations-100',
      'equal-texts',
      'iterations',
      [...repeated.slice(1), { kind: 'text', text: 'Good.' }],
      99,
    ],
    ['iterations-100', 'equal-texts', 'iterations', Array(100).fill({ kind: 'text', text: ' ' }), 0],
    ['iterations-100', 'iteration-failures', 'iterations', [failed, ...repeated.slice(1)], 1],
    ['phrases-100', 'phrase-texts', 'phrases', [value(0), ...phrases.slice(1)], 99],
    ['phrases-100', 'phrase-failures', 'phrases', [failed, ...phrases.slice(1)], 1],
    ['long-file', 'long-errors', 'long-file', [{ ...long, errors: 601 }], 601 / 2400],
    ['long-file', 'long-speed', 'long-file', [{ ...long, realTimeFactor: 1 }], 1],
    ['long-file', 'long-missing', 'long-file', [{ ...long, missingRun: 20 }], 20],
    ['long-file', 'long-failures', 'long-file', [failed], 1],
    ['memory', 'memory', 'memory', [value(800e6 + 1)], 800e6 + 1],
    ['temperature', 'temperature', 'temperature', [value(70), value(81), value(75)], 81],
    ['requests', 'requests', 'requests', [value(1)], 1],
  ];

  test.each(cases)('%s by %s', (id, figure, method, steps, expected) => {
    const verdicts = verdictsOf({ [method]: steps });
    const verdict = verdictOf(id, verdicts);
    expect(verdict.kind).toBe('no-go');
    const judged = verdict.figures.find((each) => each.figure === figure)!;
    expect(judged.value).toBeCloseTo(expected, 6);
    expect(judged.isMet).toBe(false);
    for (const { verdicts: texts, errors } of [MESSAGES.en, MESSAGES.fr])
      expect(verdictSentences(verdict, texts.words, errors)).toContain(texts.words.advice[judged.figure]);
    expect(wholeVerdict(verdicts)).toBe('no-go');
    // Nothing but the criteria of this method is touched.
    const others = verdicts.filter(
      (each) => criteriaFor().find((one) => one.id === each.id)!.method !== method,
    );
    expect(others.every(({ kind }) => kind === 'go')).toBe(true);
  });

  test('every criterion and every figure is among them', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(new Set(CRITERION_IDS));
    const figures = criteriaFor().flatMap(({ bars }) => bars.map((bar) => bar.figure));
    expect(new Set(cases.map(([, figure]) => figure))).toEqual(new Set(figures));
  });
});

test.each([
  ['dictation', [1000, 1000].map(value)],
  ['files', [{ kind: 'errors', errors: 20, words: 100 }]],
  ['memory', [value(800e6)]],
  ['temperature', [value(80)]],
] as const)('at its limit %s is a go', (method, steps) => {
  expect(wholeVerdict(verdictsOf({ [method]: steps }))).toBe('go');
});

test('a person’s own limit of temperature counts', () => {
  const [criterion] = criteriaFor(70).filter(({ id }) => id === 'temperature');
  const measured = { steps: [value(71)], isDone: true, isStale: false };
  expect(judge(criterion!, measured).kind).toBe('no-go');
});

describe('not measured', () => {
  const sentenceOf = (verdict: Verdict) =>
    verdictSentences(verdict, MESSAGES.en.verdicts.words, MESSAGES.en.errors);

  test('a card that cannot be read is neither a go nor a no, says so, and leaves the rest a go', () => {
    const verdicts = verdictsOf({ temperature: [{ kind: 'unknown' }] });
    const temperature = verdictOf('temperature', verdicts);
    expect([temperature.kind, temperature.why]).toEqual(['not-measured', 'unknown']);
    expect(sentenceOf(temperature)).toEqual([MESSAGES.en.verdicts.words.unknown.temperature]);
    expect(wholeVerdict(verdicts)).toBe('go');
  });

  test('a temperature that nobody has asked for keeps the whole from being a go', () => {
    expect(wholeVerdict(verdictsOf({ temperature: null }))).toBe('not-measured');
  });

  test.each(MEASURING_METHODS.filter((method) => method !== 'temperature'))(
    'without %s there is no whole verdict',
    (method) => {
      expect(wholeVerdict(verdictsOf({ [method]: null }))).toBe('not-measured');
      expect(wholeVerdict(verdictsOf({ [method]: [{ kind: 'unknown' }] }))).toBe('not-measured');
    },
  );

  test.each([
    ['dictation', [value(500), failed]],
    ['files', [{ kind: 'errors', errors: 0, words: 9 }, failed]],
    ['silence', [failed]],
    ['memory', [failed]],
    ['temperature', [value(60), failed]],
    ['requests', [failed]],
  ] as const)('where %s fails nothing is said of the rest, but what failed is', (method, steps) => {
    const verdicts = verdictsOf({ [method]: steps }).filter(({ kind }) => kind !== 'go');
    expect(verdicts.length).toBeGreaterThan(0);
    for (const verdict of verdicts) {
      expect([verdict.kind, verdict.why, verdict.code]).toEqual(['not-measured', 'failed', 'engine-failed']);
      expect(sentenceOf(verdict)[0]).toContain(MESSAGES.en.errors['engine-failed']);
    }
    expect(wholeVerdict(verdictsOf({ [method]: steps }))).toBe('not-measured');
  });

  test('figures of another setup are shown, but are no verdict', () => {
    const [verdict] = verdictsOf({ dictation: [value(5000)] }, { isStale: true });
    expect([verdict!.kind, verdict!.why, verdict!.figures[0]!.value]).toEqual([
      'not-measured',
      'stale',
      5000,
    ]);
  });

  test('half of a measurement is no verdict', () => {
    const verdicts = verdictsOf({}, { isDone: false });
    expect(verdicts.map(({ why }) => why)).toEqual(CRITERION_IDS.map(() => 'unfinished'));
  });

  test('what is no number is not known', () => {
    const [verdict] = verdictsOf({ dictation: [value(NaN)] });
    expect([verdict!.kind, verdict!.figures[0]!.value]).toEqual(['not-measured', null]);
  });

  test('nothing at all is no go', () => {
    expect(wholeVerdict([])).toBe('not-measured');
  });
});
