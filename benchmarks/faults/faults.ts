import type { BenchmarkOptions } from '../lib/benchmark-options';
import { figure, type Figure, type FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { killRun } from './kill-runs';
import { measureLibrary } from './library';
import { measureRoundTrip } from './round-trip';
import { failedReport, type RunReport } from './run-report';
import { planRuns, type PlannedRun } from './schedule';
import { setStage, type Stage } from './stage';
import type { Variant } from './variants';
import { endings, workerRun } from './worker-runs';

const KILLS = 60;
const VARIANT_KILLS = 20;
const WORKERS = 30;
const SERVICE_WORKERS = 10;
const RECORDINGS = 1000;
const HARDER: readonly Variant[] = ['second-window', 'full-quota', 'server-gone'];

const METHOD =
  'The built app, served, in Chromium with a profile on disk in which app, engine and model are kept, a document and two ' +
  'recordings. kills: all processes of the browser are killed at once (SIGKILL) at a random moment of an activity, it is ' +
  'started again with the same profile, and the app is looked through as a person would: the document, the interrupted ' +
  'dictations that are offered, each recording. At stake: all words that the page had shown for 2 s, and all phrases ' +
  'that the fake microphone had spoken to their end 2 s before. A phrase is found where 30% of its words are in the ' +
  'document, or where an offered dictation is long enough to hold it; every third is transcribed instead, and its words ' +
  'are looked for. A recording that is gone counts as a word more than its text. Where the page had said that there is ' +
  'no room, words count as lost_as_told. unending: what still waits after 180 s, or an "open in another window" that does ' +
  'not yield. workers: ended without an error event by terminate(), service workers by the browser; the work then goes ' +
  'on, and the page is looked through as it is. library: 1,000 recordings of 20 minutes, the heap after garbage ' +
  'collection. roundtrip: what the app exports, imported into a fresh profile and exported again, file by file.';

type Part = (
  stage: Stage,
  options: BenchmarkOptions,
) => Promise<{ figures: readonly Figure[]; details: unknown }>;

const PARTS: Readonly<Record<string, Part>> = {
  kills: (stage, options) => killAll(stage, options, ['alone'], KILLS),
  variants: (stage, options) => killAll(stage, options, HARDER, VARIANT_KILLS),
  'second-window': (stage, options) => killAll(stage, options, ['second-window'], VARIANT_KILLS),
  workers: endAll,
  library: (stage, { count }) => measureLibrary(stage, count ?? RECORDINGS),
  roundtrip: (stage) => measureRoundTrip(stage),
};

/**
 * What is left of words when a browser, a worker or the room on the disk comes to an end.
 *
 * @param options `only`: one of PARTS; `count`: how often each kind of end comes, or the recordings of `library`; `seed`: of the moments
 */
export async function measureFaults(options: BenchmarkOptions): Promise<FigureReport> {
  const parts = Object.entries(PARTS).filter(([name]) =>
    options.only === undefined ? name !== 'second-window' : options.only === name,
  );
  if (parts.length === 0) throw new Error(`--only ${Object.keys(PARTS).join('|')}`);
  // So that one that is broken off ends its browsers too.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const stage = await setStage();
  try {
    const figures: Figure[] = [];
    const details: Record<string, unknown> = {};
    for (const [name, part] of parts) {
      const findings = await part(stage, options);
      figures.push(...findings.figures);
      details[name] = findings.details;
    }
    return {
      ...provenance('benchmark'),
      device: { device: 'wasm', browser: `Chromium ${stage.browserVersion}` },
      model: 'whisper-base-q8_0',
      figures,
      details: { method: METHOD, seed: options.seed, ...details },
    };
  } finally {
    await stage.close();
  }
}

async function killAll(
  stage: Stage,
  { seed, count }: BenchmarkOptions,
  variants: readonly Variant[],
  usual: number,
): Promise<{ figures: readonly Figure[]; details: unknown }> {
  const figures: Figure[] = [];
  const details: RunReport[] = [];
  for (const [index, variant] of variants.entries()) {
    const reports: RunReport[] = [];
    for (const run of planRuns(seed + index, count ?? usual))
      reports.push(await told(run, variant, killRun(stage, run, variant)));
    figures.push(...runFigures(`kill.${variant}`, reports));
    details.push(...reports);
  }
  return { figures, details };
}

async function endAll(
  stage: Stage,
  { seed, count }: BenchmarkOptions,
): Promise<{ figures: readonly Figure[]; details: unknown }> {
  const figures: Figure[] = [];
  const details: RunReport[] = [];
  for (const [what, usual] of [
    ['worker', WORKERS],
    ['service-worker', SERVICE_WORKERS],
  ] as const) {
    const reports: RunReport[] = [];
    for (const end of endings(seed, what, count ?? usual))
      reports.push(await told(end.run, what, workerRun(stage, end)));
    figures.push(...runFigures(`end.${what}`, reports));
    details.push(...reports);
  }
  return { figures, details };
}

/** A run that fails itself is told as one that was not carried out: an hour of others is not lost with it. */
async function told(run: PlannedRun, what: string, running: Promise<RunReport>): Promise<RunReport> {
  const startedMs = Date.now();
  const report = await running.catch((thrown: unknown) => failedReport(run, what, thrown));
  const { activity, momentMs, wordsLost, wordsAtStake, unending, trouble } = report;
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  console.log(
    `${report.what} ${activity} at ${momentMs} ms: ${wordsLost} of ${wordsAtStake} lost` +
      `${unending.length > 0 ? `, unending: ${unending.join('; ')}` : ''}${trouble ? ` (${trouble})` : ''} [${seconds} s]`,
  );
  return report;
}

function runFigures(name: string, reports: readonly RunReport[]): readonly Figure[] {
  const sum = (of: (report: RunReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  return [
    figure(`${name}.runs`, 'runs', [reports.length]),
    figure(`${name}.not_carried_out`, 'runs', [sum(({ trouble }) => (trouble === null ? 0 : 1))]),
    figure(`${name}.words_at_stake`, 'words', [sum(({ wordsAtStake }) => wordsAtStake)]),
    figure(`${name}.words_lost`, 'words', [sum(({ wordsLost }) => wordsLost)]),
    figure(`${name}.runs_with_loss`, 'runs', [sum(({ wordsLost }) => Number(wordsLost > 0))]),
    figure(`${name}.words_lost_as_told`, 'words', [sum(({ wordsLostAsTold }) => wordsLostAsTold)]),
    figure(`${name}.unending`, 'states', [sum(({ unending }) => unending.length)]),
  ];
}
