import type { DayRecord, EngineSetup } from '../../core/metrics/day-record';
import { FIGURE_FACTS, FIGURES } from '../../core/metrics/figures';
import { setupsOf, trendOf } from '../../core/metrics/trends';
import type { ReportTrend } from '../../core/performance/report/report';
import { engineSetup } from '../../protocol/metrics';
import type { EngineDescription } from '../engine/engine-description';
import type { Messages } from '../messages/en/messages';
import { shownTables, type ShownParts } from './shown-tables';
import type { ShownFigures } from './verdicts/report';

/** All figures of the page as a report takes them. */
export function shownFigures(parts: ShownParts): ShownFigures {
  const { messages, version, engine, languages, runs, days } = parts;
  const [setup] = setupsOf(days);
  const adapter = engine && engineSetup(engine).adapter;
  const { models, benchmark, spokenLanguage } = messages;
  return {
    device: {
      userAgent: navigator.userAgent,
      cores: navigator.hardwareConcurrency,
      engine: engine && messages.engine.chip(adapter, engine.threads),
      card: adapter,
    },
    versions: [{ name: 'SuperWhisper2', value: version }, ...(engine ? engineFacts(engine, messages) : [])],
    settings: [
      { name: spokenLanguage, value: languages.map(messages.numbers.language).join(', ') },
      ...(setup ? [{ name: models.memory.model, value: setup.modelId }] : []),
    ],
    runs: runs.slice(0, 1).map((run) => ({ name: benchmark.title, run })),
    trends: setup ? trends(days, setup, messages) : [],
    tables: shownTables(parts, setup ?? null),
  };
}

function engineFacts(engine: EngineDescription, { engine: words }: Messages) {
  return [
    { name: words.model, value: engine.model.id },
    { name: words.runtime, value: words.runtimeName[engine.runtimeBuild] },
    { name: words.kernels, value: words.arithmetic[engine.kernels] },
  ];
}

function trends(
  days: readonly DayRecord[],
  setup: EngineSetup,
  { performance: { figures } }: Messages,
): readonly ReportTrend[] {
  return FIGURES.flatMap((figure) => {
    const points = trendOf(days, setup, figure);
    const unit = FIGURE_FACTS[figure].unit === 'ms' ? 'milliseconds' : 'rtf';
    const series = points.map(({ day, p50, p95 }) => ({ day, p50, p95 }));
    return points.length > 0 ? [{ name: figures[figure], unit, days: series } as const] : [];
  });
}
