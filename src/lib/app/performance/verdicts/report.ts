import type { ReportFacts, ReportOptions } from '../../../core/performance/report/report';
import type { ReportWords } from '../../../core/performance/report/report-words';
import type { GoNoGo } from './go-no-go.svelte';

/** What a report holds besides verdicts. */
export type ShownFigures = Omit<ReportFacts, 'madeAt' | 'whole' | 'verdicts' | 'judgedAt'>;

export interface ReportParts {
  readonly goNoGo: Pick<GoNoGo, 'whole' | 'verdicts' | 'measuredAt'>;
  /** What else the page shows now. */
  readonly shown: (withTexts: boolean) => Promise<ShownFigures>;
  readonly isShipped: ReportOptions['isShipped'];
  readonly saveFile: (name: string, content: Blob) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Saves the report as a file of this device. */
export interface Report {
  /** @param withTexts also what was said and written of a person's own clips */
  saveHtml(words: ReportWords, withTexts: boolean): Promise<void>;
  saveJson(withTexts: boolean): Promise<void>;
}

export function createReport({ goNoGo, shown, isShipped, saveFile, now }: ReportParts): Report {
  const collect = async (withTexts: boolean): Promise<ReportFacts> => ({
    ...(await shown(withTexts)),
    ...{ madeAt: now(), whole: goNoGo.whole, verdicts: goNoGo.verdicts, judgedAt: goNoGo.measuredAt },
  });
  return {
    async saveHtml(words, withTexts) {
      const facts = await collect(withTexts);
      const { reportHtml } = await import('../../../core/performance/report/report-html');
      const html = reportHtml(facts, words, { withTexts, isShipped });
      saveFile(fileName(facts, 'html'), new Blob([html], { type: 'text/html' }));
    },
    async saveJson(withTexts) {
      const facts = await collect(withTexts);
      const { reportJson } = await import('../../../core/performance/report/report-json');
      const json = reportJson(facts, { withTexts, isShipped });
      saveFile(fileName(facts, 'json'), new Blob([json], { type: 'application/json' }));
    },
  };
}

/** "superwhisper2-performance-2026-11-30.html". */
function fileName({ madeAt }: ReportFacts, extension: string): string {
  return `superwhisper2-performance-${new Date(madeAt).toISOString().slice(0, 10)}.${extension}`;
}
