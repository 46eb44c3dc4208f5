import type { BenchmarkSummary, Spread } from '../benchmark-summary';
import { criteriaFor, type FigureUnit } from '../criteria';
import type { BenchmarkRun } from '../measurements';
import { markup, type Markup } from './html-markup';
import { reportedRun, reportedSummary, type ReportedRun, type ReportOptions } from './report';
import { barChart } from './report-charts';
import { factTable, reportTable } from './report-tables';
import type { ReportWords } from './report-words';

/** Words that were missed; the most frequent stand first. */
const MISSED_SHOWN = 30;

/** What the benchmark of the page measured: who computed, what it comes to, each clip. */
export function benchmarkSection(
  name: string,
  run: BenchmarkRun,
  words: ReportWords,
  options: ReportOptions,
): Markup {
  const reported = reportedRun(run, options);
  const summary = reportedSummary(run, options);
  return markup`<section>
<h2>${words.benchmark}</h2>
<p>${name}</p>
${factTable([...setupFacts(run, words), ...summaryFacts(summary, words)])}
${run.dictations.length > 0 ? dictationFigures(reported, words) : null}
${run.files.length > 0 ? fileFigures(reported, words) : null}
${missedTable(summary, words)}
</section>`;
}

function setupFacts({ startedAt, setup }: BenchmarkRun, { setup: names, dateTime }: ReportWords) {
  return [
    { name: names.startedAt, value: dateTime(startedAt) },
    { name: names.version, value: setup.version },
    { name: names.model, value: setup.modelId },
    { name: names.device, value: names.devices[setup.device] },
    ...(setup.adapter === null ? [] : [{ name: names.adapter, value: setup.adapter }]),
    { name: names.threads, value: String(setup.threads) },
  ];
}

function summaryFacts({ files, dictations, memoryBytes }: BenchmarkSummary, words: ReportWords) {
  const { summary: names, verdict, unknown, errorsOf, spread } = words;
  const of = (unit: FigureUnit, value: number | null) =>
    value === null ? unknown : verdict.figureText(unit, value);
  const times = (value: Spread | null) =>
    value === null ? unknown : spread(of('milliseconds', value.p50), of('milliseconds', value.p95));
  const ofFiles = [
    { name: names.files, value: of('count', files.count) },
    { name: names.audio, value: words.seconds(files.audioSeconds) },
    { name: names.fileErrors, value: errorsOf(files.errors.errors, files.errors.words) },
    { name: names.realTimeFactor, value: of('rtf', files.realTimeFactor) },
    { name: names.processing, value: times(files.processingMs) },
  ];
  const ofDictations = [
    { name: names.dictations, value: of('count', dictations.count) },
    { name: names.dictationErrors, value: errorsOf(dictations.errors.errors, dictations.errors.words) },
    { name: names.withoutText, value: of('count', dictations.withoutText) },
    { name: names.firstWord, value: times(dictations.firstWordMs) },
    { name: names.decoded, value: times(dictations.decodedMs) },
    { name: names.final, value: times(dictations.finalMs) },
  ];
  return [
    ...(files.count > 0 ? ofFiles : []),
    ...(dictations.count > 0 ? ofDictations : []),
    { name: names.memory, value: of('bytes', memoryBytes) },
  ];
}

function missedTable({ missed }: BenchmarkSummary, words: ReportWords): Markup | null {
  if (missed.length === 0) return null;
  const rows = missed
    .slice(0, MISSED_SHOWN)
    .map(({ word, language, times }) => [word, language, words.verdict.figureText('count', times)]);
  return markup`<h3>${words.missed}</h3>
${reportTable({ title: words.missed, columns: words.missedColumns, rows })}`;
}

function dictationFigures({ dictations }: ReportedRun, words: ReportWords): Markup {
  const { figureText } = words.verdict;
  const format = (value: number) => figureText('milliseconds', value);
  const time = (value: number | null) => (value === null ? '–' : format(value));
  const bar = criteriaFor().find(({ id }) => id === 'final-p50')?.bars[0];
  const chart = barChart({
    ...{ title: words.dictations, format },
    labels: dictations.map(({ clip }) => clip.id),
    values: dictations.map(({ finalMs }) => finalMs),
    limit: bar ? { name: words.limitLine(format(bar.limit)), value: bar.limit } : null,
  });
  const rows = dictations.map(({ clip, firstWordMs, decodedMs, finalMs, errors }) => [
    ...[clip.id, clip.language, words.seconds(clip.seconds)],
    ...[time(firstWordMs), time(decodedMs), time(finalMs)],
    words.errorsOf(errors.errors, errors.words),
  ]);
  return markup`<h3>${words.dictations}</h3>
<figure>${chart}</figure>
${reportTable({ title: words.dictations, columns: words.dictationColumns, rows })}
${textTable(dictations, words)}`;
}

function fileFigures({ files }: ReportedRun, words: ReportWords): Markup {
  const { figureText } = words.verdict;
  const rows = files.map(({ clip, processingSeconds, errors }) => [
    ...[clip.id, clip.language, words.seconds(clip.seconds), words.seconds(processingSeconds)],
    clip.seconds > 0 ? figureText('rtf', processingSeconds / clip.seconds) : '–',
    words.errorsOf(errors.errors, errors.words),
  ]);
  return markup`<h3>${words.files}</h3>
${reportTable({ title: words.files, columns: words.fileColumns, rows })}
${textTable(files, words)}`;
}

/** What was said beside what was written, of the clips whose texts the report may hold. */
function textTable(
  measured: ReportedRun['files'] | ReportedRun['dictations'],
  words: ReportWords,
): Markup | null {
  const rows = measured.flatMap(({ clip, text }) =>
    clip.text === null || text === null ? [] : [[clip.id, clip.text, text]],
  );
  const columns = [words.fileColumns[0], words.said, words.written];
  return rows.length === 0 ? null : reportTable({ title: words.said, columns, rows });
}
