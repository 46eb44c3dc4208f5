import { reportedRun, reportedSummary, type ReportFacts, type ReportOptions } from './report';

/** What a later version may read of it has another number. */
const FORMAT = 1;

/** The report for programs: raw figures, units in the names or beside them, times as ISO 8601. */
export function reportJson(facts: ReportFacts, options: ReportOptions): string {
  const { madeAt, judgedAt, runs, ...rest } = facts;
  const benchmark = runs.map(({ name, run }) => ({
    name,
    ...reportedRun(run, options),
    startedAt: date(run.startedAt),
    summary: reportedSummary(run, options),
  }));
  const json = {
    app: 'SuperWhisper2',
    format: FORMAT,
    madeAt: date(madeAt),
    judgedAt: judgedAt === null ? null : date(judgedAt),
    ...rest,
    benchmark,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function date(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
