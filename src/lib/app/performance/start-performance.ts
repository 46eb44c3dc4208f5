import { dayOf } from '../../core/metrics/day-record';
import type { MeasuredSetup } from '../../core/performance/measurements';
import type { MetricsClient } from '../../metrics/metrics-client';
import { engineSetup } from '../../protocol/metrics';
import type { KeyValueStore } from '../browser/own-store';
import { saveFile } from '../browser/save-file';
import type { Work } from '../browser/work.svelte';
import type { DictationOptions } from '../dictation/dictation-options.svelte';
import type { Microphones } from '../dictation/microphones.svelte';
import type { SecondReading } from '../dictation/second-reading.svelte';
import type { Clients } from '../engine/create-clients';
import type { EngineDescription } from '../engine/engine-description';
import type { EngineStarter } from '../engine/engine-starter.svelte';
import { MESSAGES } from '../messages/messages';
import type { ModelServices } from '../models/start-models';
import type { RequestCounts } from '../offline/request-counts.svelte';
import type { Settings } from '../settings/settings.svelte';
import { createPageBenchmark, type PageBenchmarkServices } from './benchmark/create-page-benchmark';
import type { GraphicsCards } from './cards/graphics-cards.svelte';
import { startCards } from './cards/start-cards';
import { fetchSample } from '../engine/fetch-sample';
import { Ledger } from './ledger/ledger.svelte';
import { NowFigures, type NowFiguresParts } from './now-figures.svelte';
import { shownFigures } from './shown-figures';
import { GoNoGo } from './verdicts/go-no-go.svelte';
import { createReport, type Report } from './verdicts/report';

export interface StartPerformanceParts extends Omit<NowFiguresParts, 'messages'> {
  /** The app's own address, absolute, with a slash at its end. */
  readonly home: string;
  readonly clients: Clients;
  readonly engine: EngineStarter;
  readonly models: ModelServices;
  readonly settings: Settings;
  readonly dictationOptions: DictationOptions;
  readonly microphones: Microphones;
  readonly secondReading: SecondReading;
  readonly requests: RequestCounts;
  readonly metrics: Pick<MetricsClient, 'days'>;
  readonly work: Work;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
  /** Of the app. */
  readonly version: string;
}

/** What the page Performance measures on demand. */
export interface PerformanceServices {
  readonly now: NowFigures;
  readonly ledger: Ledger;
  readonly bench: PageBenchmarkServices;
  readonly cards: GraphicsCards;
  readonly goNoGo: GoNoGo;
  readonly report: Report;
}

/** Wires them; nothing is measured, and nothing fetched, before a person asks. */
export function startPerformance(parts: StartPerformanceParts): PerformanceServices {
  const { home, clients, engine, models, settings, work, store, version } = parts;
  const sample = () => fetchSample(clients.models, home);
  const modelId = () => models.use.final.id;
  const nowMs = () => performance.now();
  const ledger = new Ledger({ clients, engine, work, clip: sample, modelId, nowMs, store, version });
  const cards = startCards({ home, clients, engine, work, store });
  const bench = createPageBenchmark({ ...parts, options: parts.dictationOptions });
  const now = new NowFigures({ ...parts, messages: () => MESSAGES[settings.uiLanguage] });
  const goNoGo = startGoNoGo(parts, bench, cards);
  const report = startReport(parts, { now, ledger, bench, cards, goNoGo });
  return { now, ledger, bench, cards, goNoGo, report };
}

function startGoNoGo(
  { engine, models, requests, store, work, version }: StartPerformanceParts,
  { measurer, clips }: PageBenchmarkServices,
  cards: GraphicsCards,
): GoNoGo {
  const temperatures = () => cards.cards.flatMap(({ temperatureCelsius }) => temperatureCelsius ?? []);
  return new GoNoGo({
    ...{ measurer, store, work, now: Date.now },
    clips: () => clips.list(),
    temperature: () => (temperatures().length > 0 ? Math.max(...temperatures()) : null),
    temperatureLimit: () => cards.limitCelsius,
    requestsElsewhere: () => (requests.isCounting ? requests.elsewhere : null),
    knownSetup: () => knownSetup(version, models.use.final.id, engine.description),
  });
}

/** Of what runs, as far as the model that a person has chosen is in memory. */
function knownSetup(
  version: string,
  modelId: string,
  description: EngineDescription | null,
): Partial<MeasuredSetup> {
  if (description?.model.id !== modelId) return { version, modelId };
  return { version, ...engineSetup(description), threads: description.threads };
}

function startReport(
  { engine, metrics, settings, dictation, version }: StartPerformanceParts,
  shown: Omit<PerformanceServices, 'report'>,
): Report {
  const { now, ledger, bench, cards, goNoGo } = shown;
  return createReport({
    ...{ goNoGo, saveFile, now: Date.now },
    shown: async (withTexts) =>
      shownFigures({
        messages: MESSAGES[settings.uiLanguage],
        ...{ version, engine: engine.description, runs: bench.benchmark.runs },
        ...{ ledger: ledger.entries, now: now.rows, today: dayOf(new Date()) },
        ...{ latencies: dictation.pace.latencies, cards: cards.cards, voice: bench.voice, withTexts },
        languages: languagesOf(settings),
        days: await metrics.days().catch(() => []),
      }),
    isShipped: () => true,
  });
}

function languagesOf({ spokenLanguage }: Settings): readonly string[] {
  return spokenLanguage.kind === 'given' ? [spokenLanguage.language] : spokenLanguage.languages;
}
