import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { WordErrors } from '../../src/lib/core/metrics/word-errors';
import {
  benchmarkSummary,
  type BenchmarkSummary,
  type Spread,
} from '../../src/lib/core/performance/benchmark-summary';
import type { BenchmarkRun } from '../../src/lib/core/performance/measurements';
import { GRAPHICS_CARD, openApp } from '../../testing/browser/app-session';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { figure, type Figure, type FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { measureOtherWays } from './other-ways';

/** Of the long form, on a slow machine. */
const RUN_MS = 60 * 60_000;

const METHOD =
  'The page Performance of the built app, and its own benchmark: its buttons are pressed, and what it saves is read. Each ' +
  'phrase is transcribed as a file, then played into the dictation of the product. Times of files are from handing over the ' +
  'file to its text, those of a dictation from the last sound of speech, as the voice detector tells it, to its text on the page.';

type Options = Pick<BenchmarkOptions, 'only' | 'peers' | 'device' | 'repeats'>;

/**
 * The page's own benchmark, so that the page and the command cannot differ.
 *
 * @param options `only`: "long" for all hundred phrases; `peers`: in turn with what `evaluate` and `benchmark -- dictation`
 *   measure of the same phrases, `repeats` times
 */
export async function measurePerformance(options: Options): Promise<FigureReport> {
  const rounds: Round[] = [];
  let browserVersion = '';
  for (let repeat = 0; repeat < (options.peers ? options.repeats : 1); repeat++) {
    const { run, browser } = await runInPage(options);
    browserVersion = browser;
    rounds.push({ run, others: options.peers ? await measureOtherWays(run, options.device) : null });
  }
  const setup = rounds[0]?.run.setup;
  return {
    ...provenance('benchmark'),
    device: { ...setup, browser: `Chromium ${browserVersion}` },
    model: setup?.modelId ?? '',
    figures: figuresOf(rounds),
    details: { method: METHOD, rounds },
  };
}

interface Round {
  readonly run: BenchmarkRun;
  readonly others: Awaited<ReturnType<typeof measureOtherWays>> | null;
}

async function runInPage({
  only,
  device,
}: Options): Promise<{ readonly run: BenchmarkRun; readonly browser: string }> {
  const session = await openApp('/performance', device === 'wasm' ? [] : GRAPHICS_CARD);
  try {
    return { run: await pressed(session.page, only === 'long'), browser: session.browser.version() };
  } finally {
    await session.close();
  }
}

async function pressed(page: Page, isLong: boolean): Promise<BenchmarkRun> {
  const name = isLong ? /100 phrases/ : /Short form/;
  const running = page.getByTestId('benchmark-running');
  await page.getByRole('button', { name }).click();
  await running.waitFor();
  await running.waitFor({ state: 'detached', timeout: RUN_MS });
  if ((await page.getByTestId('benchmark-result').count()) === 0)
    throw new Error((await page.getByTestId('benchmark-told').textContent()) ?? 'no result');
  const saving = page.waitForEvent('download');
  await page.getByTestId('benchmark-save').click();
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-performance-'));
  try {
    const path = join(folder, 'run.json');
    await (await saving).saveAs(path);
    return JSON.parse(readFileSync(path, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function figuresOf(rounds: readonly Round[]): readonly Figure[] {
  const summaries = rounds.map(({ run }) => benchmarkSummary(run));
  const others = rounds.flatMap((round) => (round.others ? [round.others] : []));
  const memory = summaries.flatMap(({ memoryBytes }) => (memoryBytes === null ? [] : [memoryBytes / 1e6]));
  return [
    ...fileFigures(summaries.map(({ files }) => files)),
    ...dictationFigures(summaries.map(({ dictations }) => dictations)),
    ...(memory.length > 0 ? [figure('page.memory_mb', 'MB', memory)] : []),
    ...(others.length > 0 ? otherFigures(others) : []),
  ];
}

function fileFigures(files: readonly BenchmarkSummary['files'][]): readonly Figure[] {
  const errors = files.map((each) => each.errors);
  const factors = files.map(({ realTimeFactor }) => realTimeFactor ?? NaN);
  return [
    ...spread(
      'page.file',
      files.map(({ processingMs }) => processingMs),
    ),
    figure('page.file.rtf', 'processing / audio', factors),
    errorFigure('page.file.errors', errors),
  ];
}

function dictationFigures(dictations: readonly BenchmarkSummary['dictations'][]): readonly Figure[] {
  const of = (name: 'firstWordMs' | 'decodedMs' | 'finalMs') => dictations.map((each) => each[name]);
  const unwritten = dictations.map(({ withoutText }) => withoutText);
  return [
    ...spread('page.first_word', of('firstWordMs')),
    ...spread('page.decoded', of('decodedMs')),
    ...spread('page.final', of('finalMs')),
    errorFigure(
      'page.dictation.errors',
      dictations.map((each) => each.errors),
    ),
    figure('page.dictation.unwritten', 'phrases', unwritten),
  ];
}

function spread(name: string, spreads: readonly (Spread | null)[]): readonly Figure[] {
  const known = spreads.flatMap((each) => (each ? [each] : []));
  if (known.length === 0) return [];
  const of = (part: keyof Spread) => known.map((each) => each[part]);
  return [figure(`${name}.p50_ms`, 'ms', of('p50')), figure(`${name}.p95_ms`, 'ms', of('p95'))];
}

function errorFigure(name: string, each: readonly WordErrors[]): Figure {
  return figure(
    name,
    `of ${each[0]?.words} words`,
    each.map(({ errors }) => errors),
  );
}

function otherFigures(others: readonly NonNullable<Round['others']>[]): readonly Figure[] {
  return [
    figure(
      'evaluate.file.p50_ms',
      'ms',
      others.map(({ fileMs }) => fileMs.p50),
    ),
    figure(
      'dictation.settled.p50_ms',
      'ms',
      others.map(({ settledMs }) => settledMs.p50),
    ),
    figure(
      'ratio.file_p50',
      'page / evaluate',
      others.map(({ ratios }) => ratios.file),
    ),
    figure(
      'ratio.final_p50',
      'page / dictation',
      others.map(({ ratios }) => ratios.final),
    ),
  ];
}
