import type { ReportWords } from '../../../core/performance/report/report-words';
import { errorsEn } from './errors';
import { verdictsEn } from './verdicts';

const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });
const seconds = new Intl.NumberFormat('en', { style: 'unit', unit: 'second', maximumFractionDigits: 2 });
const count = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

const words: ReportWords = {
  language: 'en',
  title: 'SuperWhisper2: performance report',
  madeAt: 'Made on',
  judgedAt: 'Measured until',
  origin: 'It was made on the device that it describes; nothing was sent.',
  texts: {
    none: 'It holds nothing that its maker said or wrote.',
    some: 'It holds what its maker read aloud.',
  },
  device: 'Device',
  deviceNames: {
    userAgent: 'Browser (user agent)',
    cores: 'Processor cores',
    engine: 'Engine',
    card: 'Graphics card',
  },
  unknown: 'Not known',
  versions: 'Versions',
  settings: 'Settings',
  verdicts: 'Go or no-go',
  verdictColumns: ['Criterion', 'Measured', 'Limit', 'Verdict', 'What to do'],
  benchmark: 'Benchmark',
  setup: {
    startedAt: 'Begun',
    version: 'Version of the app',
    model: 'Model',
    device: 'Computed by',
    devices: { wasm: 'the processor', webgpu: 'the graphics card' },
    adapter: 'Graphics card',
    threads: 'Threads',
  },
  summary: {
    files: 'Clips read as files',
    audio: 'Their length',
    fileErrors: 'Word errors in them',
    realTimeFactor: 'Processing time / audio time',
    processing: 'Time from the file to its text',
    dictations: 'Clips dictated',
    dictationErrors: 'Word errors in them',
    withoutText: 'Dictated clips without text',
    firstWord: 'Delay from the start of speech to the first word',
    decoded: 'Delay from the end of speech to the text',
    final: 'Delay from the end of speech to the text on the page',
    memory: 'Memory of the page',
  },
  spread: (p50: string, p95: string) => `p50 ${p50}, p95 ${p95}`,
  files: 'Clips read as files',
  fileColumns: ['Clip', 'Language', 'Length', 'Time', 'Time / length', 'Word errors'],
  dictations: 'Clips dictated: delay to the text',
  dictationColumns: ['Clip', 'Language', 'Length', 'First word', 'Text ready', 'Text shown', 'Word errors'],
  errorsOf: (errors: number, words: number) =>
    words === 0
      ? `${count.format(errors)} of 0`
      : `${count.format(errors)} of ${count.format(words)} (${percent.format(errors / words)})`,
  missed: 'Words missed most often',
  missedColumns: ['Word', 'Language', 'Times'],
  said: 'Said',
  written: 'Written',
  limitLine: (limit: string) => `Limit of the p50: ${limit}`,
  trends: 'Day by day',
  trendColumns: ['Day', 'p50', 'p95'],
  dateTime: (milliseconds: number) => dateTime.format(milliseconds),
  seconds: (length: number) => seconds.format(length),
  verdict: verdictsEn.words,
  errors: errorsEn,
};

/** What is said of the report, and in it. */
export const reportEn = {
  title: 'Report',
  explain:
    'One file with what this page shows: device, versions, settings, figures, verdicts and charts. It is made on this device and sent nowhere; it prints on A4.',
  withTexts: 'Include what I read aloud and what was written of it',
  withTextsExplain:
    'Without this, the report holds no word of yours. Clips that come with the app are always written out.',
  saveHtml: 'Save the report (HTML)',
  saveJson: 'Save the figures (JSON)',
  failed: 'The report could not be made. Reload the page and try again.',
  words,
};

export type ReportMessages = typeof reportEn;
