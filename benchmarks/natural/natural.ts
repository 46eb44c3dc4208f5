import { mkdirSync } from 'node:fs';
import { inRepository } from '../../scripts/setup/repository.mjs';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { evaluateClips } from '../lib/evaluate-clips';
import { openEvaluation } from '../lib/evaluation-page';
import { figure, type Figure, type FigureReport } from '../lib/figures';
import { writeRecording } from '../lib/joined-recording';
import { provenance } from '../lib/provenance';
import { LANGUAGES, spokenClips } from '../lib/spoken-clips';
import { openNativeReader, type NativeText } from '../native/native-reader';
import { readerReport, type ReaderReport } from './reader-report';
import { speechParts } from './speech-parts';

const MINUTES = 10;
/** Of faster-whisper. */
const THREADS = 2;
/** Longer clips are no single utterances. */
const MAX_CLIP_SECONDS = 60;
const FOLDER = inRepository('.cache', 'natural');

const METHOD =
  'Labelled clips of a language, of one level and with the silence that they have, 0.3 s apart: each once in the order of the ' +
  'manifest, then again in orders drawn by the seed, until the minutes are full. Both readers find the language themselves. ' +
  'faster-whisper 1.2.1: 5 beams, 8 bit, 2 threads, else as it comes, with the weights that the app’s model was made of. ' +
  'missing_runs: places where 4 words or more in a row are missing. The recordings are in .cache/natural.';

/**
 * Natural speech of some minutes, read by the product and by faster-whisper.
 *
 * @param options `python`: has faster-whisper; `only`: one language; `count`: minutes of each
 */
export async function measureNatural({ python, only, count, seed }: BenchmarkOptions): Promise<FigureReport> {
  if (python === undefined)
    throw new Error('natural needs --python PROGRAM, one that has faster-whisper 1.2.1');
  const languages = LANGUAGES.filter((language) => only === undefined || language === only);
  if (languages.length === 0) throw new Error(`the languages are ${LANGUAGES.join(', ')}`);
  const clips = await spokenClips({ maxSeconds: MAX_CLIP_SECONDS, isTrimmed: false });
  mkdirSync(FOLDER, { recursive: true });
  const recordings = languages.map((language) => {
    const spoken = clips.filter((clip) => clip.language === language);
    const parts = speechParts(spoken, { seconds: 60 * (count ?? MINUTES), seed });
    return { language, parts, ...writeRecording(FOLDER, language, parts) };
  });
  const sounds = recordings.map(({ sound }) => sound);
  const page = await openEvaluation(
    sounds.map(({ path }) => path),
    'q8_0',
  );
  const ours = await evaluateClips(page, sounds, { automatic: true, languages: LANGUAGES });
  await page.close();
  const reader = await openNativeReader(python, 'faster-whisper', THREADS);
  const theirs: NativeText[] = [];
  for (const { path } of sounds) theirs.push(await reader.read(path, null));
  await reader.close();
  const reports = recordings.map(({ language, ...said }, index) => ({
    language,
    ours: { ...readerReport(said, ours[index]?.row.text ?? ''), error: ours[index]?.row.error },
    fasterWhisper: {
      ...readerReport(said, theirs[index]?.text ?? ''),
      language: theirs[index]?.language,
    },
  }));
  return {
    ...provenance('benchmark'),
    device: { ...page.engine, browser: `Chromium ${page.browserVersion}` },
    model: page.engine.model.id,
    figures: reports.flatMap((report) => [
      ...readerFigures(`${report.language}.ours`, report.ours),
      ...readerFigures(`${report.language}.faster_whisper`, report.fasterWhisper),
    ]),
    details: { method: METHOD, seed, languages: reports },
  };
}

function readerFigures(name: string, report: ReaderReport): readonly Figure[] {
  const of = `of ${report.words} words`;
  return [
    figure(`${name}.errors`, of, [report.errors]),
    figure(`${name}.missing`, of, [report.missing]),
    figure(`${name}.missing_runs`, 'places', [report.missingRuns.length]),
  ];
}
