import { markup, Markup } from './html-markup';
import { benchmarkSection } from './report-benchmark';
import { lineChart } from './report-charts';
import { factTable, reportTable } from './report-tables';
import { REPORT_STYLE } from './report-style';
import type { ReportFacts, ReportOptions, ReportTrend } from './report';
import type { ReportWords } from './report-words';
import { limitText, valueTexts, verdictSentences, VERDICT_SIGNS } from '../verdict-words';
import type { Verdict } from '../verdicts';

/** Nothing may be fetched or run, whoever opens the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The report as one HTML file: no script, nothing from elsewhere, charts as SVG beside tables of the same figures. */
export function reportHtml(facts: ReportFacts, words: ReportWords, options: ReportOptions): string {
  return markup`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${new Markup(REPORT_STYLE)}</style>
</head>
<body>
<main>
${head(facts, words, options)}
${verdictSection(facts, words)}
${facts.runs.map(({ name, run }) => benchmarkSection(name, run, words, options))}
${trendSection(facts.trends, words)}
${facts.tables.map((table) => markup`<section><h2>${table.title}</h2>${reportTable(table)}</section>`)}
${deviceSection(facts, words)}
</main>
</body>
</html>
`.text;
}

function head({ madeAt, whole }: ReportFacts, words: ReportWords, { withTexts }: ReportOptions): Markup {
  return markup`<header>
<h1>${words.title}</h1>
<p class="quiet">${words.madeAt} ${words.dateTime(madeAt)}. ${words.origin} ${withTexts ? words.texts.some : words.texts.none}</p>
<p class="whole ${whole}"><span aria-hidden="true">${VERDICT_SIGNS[whole]}</span> ${words.verdict.whole[whole]}</p>
</header>`;
}

function verdictSection({ verdicts, judgedAt }: ReportFacts, words: ReportWords): Markup {
  return markup`<section>
<h2>${words.verdicts}</h2>
${judgedAt === null ? null : markup`<p class="quiet">${words.judgedAt} ${words.dateTime(judgedAt)}</p>`}
<div class="scroll" role="group" tabindex="0" aria-label="${words.verdicts}"><table class="verdicts">
<thead><tr>${words.verdictColumns.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
${verdicts.map((verdict) => verdictRows(verdict, words))}
</table></div>
</section>`;
}

/** A row for each of its figures, beside its limit. */
function verdictRows(verdict: Verdict, { verdict: words, errors }: ReportWords): Markup {
  const { id, kind, figures } = verdict;
  const values = valueTexts(verdict, words);
  const sentences = verdictSentences(verdict, words, errors);
  const across = String(figures.length);
  const rows = figures.map((figure, index) => {
    const judged = markup`<td>${values[index] ?? ''}</td><td>${limitText(figure, words)}</td>`;
    if (index > 0) return markup`<tr>${judged}</tr>`;
    return markup`<tr>
<th scope="rowgroup" rowspan="${across}">${words.criteria[id]}</th>
${judged}
<td class="${kind}" rowspan="${across}"><span aria-hidden="true">${VERDICT_SIGNS[kind]}</span> ${words.kinds[kind]}</td>
<td rowspan="${across}">${sentences.map((sentence) => markup`<p>${sentence}</p>`)}</td>
</tr>`;
  });
  return markup`<tbody>${rows}</tbody>`;
}

function trendSection(trends: readonly ReportTrend[], words: ReportWords): Markup | null {
  const shown = trends.filter(({ days }) => days.length > 0);
  return shown.length === 0
    ? null
    : markup`<section><h2>${words.trends}</h2>${shown.map((trend) => trendFigure(trend, words))}</section>`;
}

function trendFigure({ name, unit, days }: ReportTrend, words: ReportWords): Markup {
  const format = (value: number) => words.verdict.figureText(unit, value);
  const [, p50, p95] = words.trendColumns;
  const chart = lineChart({
    ...{ title: name, format },
    labels: days.map(({ day }) => day),
    lines: [
      { name: p50, values: days.map((each) => each.p50) },
      { name: p95, values: days.map((each) => each.p95) },
    ],
  });
  const text = (value: number | null) => (value === null ? '–' : format(value));
  const rows = days.map((each) => [each.day, text(each.p50), text(each.p95)]);
  return markup`<h3>${name}</h3>
<figure>${chart}</figure>
${reportTable({ title: name, columns: words.trendColumns, rows })}`;
}

function deviceSection({ device, versions, settings }: ReportFacts, words: ReportWords): Markup {
  const { deviceNames: names, unknown } = words;
  const facts = [
    { name: names.userAgent, value: device.userAgent },
    { name: names.cores, value: String(device.cores) },
    { name: names.engine, value: device.engine ?? unknown },
    { name: names.card, value: device.card ?? unknown },
  ];
  return markup`<section><h2>${words.device}</h2>${factTable(facts)}</section>
<section><h2>${words.versions}</h2>${factTable(versions)}</section>
<section><h2>${words.settings}</h2>${factTable(settings)}</section>`;
}
