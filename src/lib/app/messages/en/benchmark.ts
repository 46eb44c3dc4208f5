import { createFigureText } from '../../../core/performance/figure-text';
import { createNumbers } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** The benchmark in the page, and sentences that a person reads aloud. */
export const benchmarkEn = {
  figureText: createFigureText('en'),
  title: 'Benchmark',
  explain:
    'One hundred short phrases come with the app, English and French, about 1 MB, fetched when the benchmark starts. Each is transcribed as a file, and played into the dictation at the speed of speech. Nothing is written into your document. Keep this page in view, and do not dictate meanwhile.',
  short: 'Short form (about 2 minutes)',
  long: 'All 100 phrases (about 13 minutes)',
  cancel: 'Cancel',
  progress: 'Progress of the benchmark',
  starting: 'The phrases and the speech model are being loaded',
  file: (text: string) => `As a file: “${text}”`,
  dictation: (text: string) => `Dictated: “${text}”`,
  memory: 'The browser is measuring its memory',
  left: (time: string) => `${time} left`,
  busy: 'A dictation, a transcription or another measurement is running. Start the benchmark when it has ended.',
  interrupted: 'Somebody began to work, so the benchmark has ended. Start it again later.',
  results: 'Result',
  none: 'The benchmark has not run on this device yet.',
  ranOn: (model: string, engine: string, version: string) => `${model}, ${engine}, version ${version}`,
  run: 'Run',
  save: 'Save as JSON',
  figure: 'Figure',
  p50: 'p50',
  p95: 'p95',
  spreads: 'Times: half of the phrases took at most p50, 95 of 100 at most p95',
  fileTime: 'File, from start to text',
  firstWord: 'Dictation, first words after speech began',
  decoded: 'Dictation, text ready after speech ended',
  final: 'Dictation, text on the page after speech ended',
  fileErrors: 'Word errors, as files',
  dictationErrors: 'Word errors, dictated',
  errors: (rate: string, errors: number, words: number) =>
    `${rate} (${numbers.count(errors)} of ${numbers.count(words)} words)`,
  realTimeFactor: 'Processing time / audio time',
  memoryUsed: 'Memory of the page',
  unknown: 'not known',
  withoutText: 'Dictated phrases of which no word was written',
  phrases: (count: number) =>
    numbers.plural(count) === 'one' ? 'One phrase' : `${numbers.count(count)} phrases`,
  perClip: 'Every phrase',
  columns: {
    phrase: 'Phrase',
    way: 'Way',
    written: 'Written',
    errors: 'Errors',
    time: 'Time',
  },
  ways: { file: 'file', dictation: 'dictated' },
  missed: 'Words that were not written as they were said:',
  missedWord: (word: string, times: number) =>
    times === 1 ? word : `${word} (${numbers.count(times)} times)`,
  voice: {
    title: 'With your own voice',
    explain:
      'Read each sentence aloud into your microphone. A pause of four seconds ends it. You see what was written; nothing of it is kept.',
    columns: {
      sentence: 'Sentence',
      errors: 'Word errors',
      errorsOf: (errors: number, words: number) => `${numbers.count(errors)} of ${numbers.count(words)}`,
      text: 'To be read',
      heard: 'Written',
    },
    language: 'Language of the sentences',
    languages: { en: 'English', fr: 'French' },
    read: 'Read',
    again: 'Read again',
    readNamed: (sentence: string) => `Read: ${sentence}`,
    finish: 'Done',
    cancel: 'Cancel',
    listening: 'Listening: read the sentence aloud',
    writing: 'The last words are being written',
    heard: (text: string) => `Written: ${text}`,
    nothing: 'No word was written. Check the microphone.',
    right: 'Every word is right.',
    wrong: (count: number, of: number) =>
      `${numbers.count(count)} word ${numbers.plural(count) === 'one' ? 'error' : 'errors'} in ${numbers.count(of)} words.`,
    after: (time: string) => `Text ${time} after you stopped.`,
    missed: 'not written so',
    summary: (sentences: number, rate: string) =>
      `${numbers.count(sentences)} of 6 sentences read, word errors ${rate}.`,
    summaryTime: (p50: string) => `Half of the texts came within ${p50}.`,
    busy: 'A dictation, a transcription or a measurement is running. Read when it has ended.',
  },
};

export type BenchmarkMessages = typeof benchmarkEn;
