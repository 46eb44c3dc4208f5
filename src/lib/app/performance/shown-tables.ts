import type { DayRecord, EngineSetup } from '../../core/metrics/day-record';
import { FIGURES, type Figure } from '../../core/metrics/figures';
import { TARGETS } from '../../core/metrics/targets';
import { progressOf } from '../../core/metrics/trends';
import type { CardReading } from '../../core/performance/cards/card-reading';
import { gainOf, type LedgerEntry } from '../../core/performance/ledger';
import type { BenchmarkRun } from '../../core/performance/measurements';
import type { ReportTable } from '../../core/performance/report/report';
import type { UtteranceLatency } from '../dictation/pace/utterance-latency';
import type { EngineDescription } from '../engine/engine-description';
import type { Messages } from '../messages/en/messages';
import type { OwnVoice } from './benchmark/own-voice.svelte';
import { figureValue, gainText } from './figure-words';

/** What the page shows now, for the report. */
export interface ShownParts {
  readonly messages: Messages;
  readonly version: string;
  readonly engine: EngineDescription | null;
  readonly languages: readonly string[];
  readonly runs: readonly BenchmarkRun[];
  readonly ledger: readonly LedgerEntry[];
  /** Of the phrases since the page was opened. */
  readonly latencies: readonly UtteranceLatency[];
  readonly cards: readonly CardReading[];
  /** What a person read aloud. */
  readonly voice: Pick<OwnVoice, 'read' | 'sentences'>;
  /** Also its texts. */
  readonly withTexts: boolean;
  readonly days: readonly DayRecord[];
  /** The local date. */
  readonly today: string;
  /** Of the page now, in its words: memory, what is lost. */
  readonly now: readonly { readonly term: string; readonly detail: string }[];
}

/** The tables of the page, but for those of the benchmark and of the verdicts. @param setup whose figures are shown */
export function shownTables(parts: ShownParts, setup: EngineSetup | null): readonly ReportTable[] {
  const { latencies, cards, ledger, voice } = parts;
  return [
    nowTable(parts),
    ...(latencies.length > 0 ? [recentTable(parts)] : []),
    ...(setup ? [targetTable(parts, setup)] : []),
    ...(cards.length > 0 ? [cardTable(parts)] : []),
    ...(ledger.length > 0 ? [ledgerTable(parts)] : []),
    ...(voice.read.size > 0 ? [voiceTable(parts)] : []),
  ];
}

function nowTable({ messages, now }: ShownParts): ReportTable {
  const words = messages.performance.now;
  return {
    title: words.title,
    columns: [messages.performance.trends.figure, messages.performance.trends.value],
    rows: now.map(({ term, detail }) => [term, detail]),
  };
}

function targetTable({ messages, days, today }: ShownParts, setup: EngineSetup): ReportTable {
  const words = messages.performance.targets;
  const value = (figure: Figure, measured: number | undefined) =>
    measured === undefined ? '–' : figureValue(figure, measured, messages);
  return {
    title: words.title,
    columns: Object.values(words.columns),
    rows: FIGURES.map((figure) => {
      const { baseline, actual, gain } = progressOf(days, setup, figure, today);
      return [
        messages.performance.figures[figure],
        value(figure, baseline?.p50),
        value(figure, actual?.p50),
        value(figure, TARGETS[figure]),
        gainText(gain, messages),
      ];
    }),
  };
}

function ledgerTable({ messages, ledger }: ShownParts): ReportTable {
  const words = messages.performance.ledger;
  return {
    title: words.title,
    columns: Object.values(words.columns),
    rows: ledger.map((entry) => [
      words.names[entry.optimisation],
      messages.numbers.milliseconds(entry.offMs),
      messages.numbers.milliseconds(entry.onMs),
      words.gain(gainOf(entry)),
    ]),
  };
}

/** Numbers, and no word of them. */
function recentTable({ messages, latencies }: ShownParts): ReportTable {
  const { performance, dictation, numbers } = messages;
  const seconds = (ms: number | null) => (ms === null ? '–' : numbers.seconds(ms));
  return {
    title: performance.recent.phrases,
    columns: [dictation.latency.number, ...dictation.latency.columns],
    rows: latencies.map(({ firstWordMs, decodedMs, finalMs, ...counts }, index) => [
      numbers.count(index + 1),
      ...[firstWordMs, decodedMs, finalMs].map(seconds),
      ...[counts.words, counts.committedWords, counts.revisedWords].map(numbers.count),
    ]),
  };
}

function cardTable({ messages: { graphicsCards: words, numbers }, cards }: ShownParts): ReportTable {
  const told = (value: number | null, text: (value: number) => string) =>
    value === null ? words.unknown : text(value);
  const { temperature, utilisation, power, memory, graphicsClock, memoryClock } = words.figures;
  return {
    title: words.title,
    columns: [words.title, temperature, utilisation, power, memory, graphicsClock, memoryClock],
    rows: cards.map((card) => [
      card.name ?? card.vendor,
      told(card.temperatureCelsius, words.celsius),
      told(card.utilisation, numbers.percent),
      told(card.powerWatts, words.watts),
      told(card.memoryUsedBytes, numbers.size),
      told(card.graphicsClockMhz, words.megahertz),
      told(card.memoryClockMhz, words.megahertz),
    ]),
  };
}

/** What was read is a person's own; the sentences are the app's, but tell what was read of them. */
function voiceTable({ messages, voice, withTexts }: ShownParts): ReportTable {
  const { numbers, dictation } = messages;
  const { title, columns } = messages.benchmark.voice;
  const seconds = (ms: number | null) => (ms === null ? '–' : numbers.seconds(ms));
  const [firstWord = '', , shown = ''] = dictation.latency.columns;
  return {
    title,
    columns: [
      ...[columns.sentence, columns.errors, firstWord, shown],
      ...(withTexts ? [columns.text, columns.heard] : []),
    ],
    rows: [...voice.read].map(([index, { heard, errors, firstWordMs, finalMs }]) => [
      numbers.count(index + 1),
      columns.errorsOf(errors.errors, errors.words),
      ...[firstWordMs, finalMs].map(seconds),
      ...(withTexts ? [voice.sentences[index] ?? '', heard] : []),
    ]),
  };
}
