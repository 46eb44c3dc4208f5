import { chromium, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_FOLDER, ensureBuilt } from '../../scripts/setup/build.mjs';
import { browserArguments, ensureBrowser } from '../../scripts/setup/find-browser.mjs';
import { startServer } from '../../server/static-server.mjs';
import { percentile } from '../../src/lib/core/metrics/percentiles';
import { countWordErrors } from '../../src/lib/core/metrics/word-errors';
import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import { openApp } from '../lib/app-session';
import { openEvaluation } from '../lib/evaluation-page';
import { figure, type Figure, type FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { alignWords } from '../lib/word-alignment';
import { TONE_SECONDS, writeCues, type Cue } from './spoken-cues';
import { heardUtterances, type HeardUtterance } from './utterance-figures';
import { watch, watchedOn, type Watched } from './watched-page';

const PHRASES = 64;
const LANGUAGES = { kind: 'automatic', languages: ['fr', 'en'] } as const;

const METHOD =
  'Chromium’s fake microphone plays a WAV of labelled phrases of 2 to 10 s, five of a language in turn, with pauses of 0.3 to ' +
  '3 s and room noise between. True onsets and ends are from the energy of the clips. final: from the last sample of speech ' +
  'to the painted text; phrases that a short pause joins are one utterance. A tone tells when the sound began. The model is ' +
  'loaded before.';

/** Dictation as a person has it: the built page, and a microphone. */
export async function measureDictation(): Promise<FigureReport> {
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-dictation-'));
  const wav = join(folder, 'heard.wav');
  const decoder = await openApp('/evaluate');
  const cues = await writeCues(decoder.page, wav, PHRASES);
  await decoder.close();
  const { watched, version } = await dictateTo(wav, cues);
  const fileText = await textOfFile(wav);
  rmSync(folder, { recursive: true });
  const toneMs = watched.toneMs;
  if (toneMs === null) throw new Error('the tone was not heard');
  const atMs = (seconds: number) => toneMs + (seconds - TONE_SECONDS) * 1000;
  const timed = cues.map((cue) => ({
    ...cue,
    startMs: atMs(cue.startSeconds),
    endMs: atMs(cue.endSeconds),
  }));
  const heard = heardUtterances(timed, watched.sightings);
  const liveText = watched.sightings.at(-1)?.text ?? '';
  const device = { device: 'wasm', kernels: 'int8', browser: `Chromium ${version}` };
  return {
    ...provenance('benchmark'),
    device,
    model: 'whisper-base-q8_0',
    figures: [...latencyFigures(heard), ...textFigures(cues, liveText, fileText)],
    details: { method: METHOD, heard, liveText, fileText, cues },
  };
}

async function dictateTo(
  wav: string,
  cues: readonly Cue[],
): Promise<{ readonly watched: Watched; readonly version: string }> {
  await ensureBuilt();
  const executablePath = await ensureBrowser();
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...browserArguments(),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${wav}%noloop`,
    ],
  });
  try {
    const page = await browser.newPage();
    await watch(page);
    await warmUp(page, server.url);
    await page.getByTestId('dictate').click();
    const endSeconds = cues.at(-1)?.endSeconds ?? 0;
    await page.waitForTimeout((endSeconds + 6) * 1000);
    return { watched: await watchedOn(page), version: browser.version() };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The model is on the device and loaded, by a file. */
async function warmUp(page: Page, url: string): Promise<void> {
  await page.goto(new URL('/transcribe', url).href, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: /sample|exemple/i }).click();
  await page.locator('.sign.done').waitFor({ timeout: 120_000 });
  await page.getByRole('link', { name: /Dictate|Dicter/ }).click();
  await page.getByTestId('dictate').waitFor();
}

async function textOfFile(wav: string): Promise<string> {
  const page = await openEvaluation([wav], 'int8');
  const { segments } = await page.transcribe(0, LANGUAGES);
  await page.close();
  return segments.map(({ text }) => text).join(' ');
}

function latencyFigures(heard: readonly HeardUtterance[]): readonly Figure[] {
  const finals = heard.map(({ finalMs }) => finalMs);
  const firsts = heard.flatMap(({ firstWordMs }) => (firstWordMs === null ? [] : [firstWordMs]));
  const shares = heard.flatMap(({ committedShare }) => (committedShare === null ? [] : [committedShare]));
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return [
    figure('utterances', 'count', [heard.length]),
    figure('final.p50_ms', 'ms', [percentile(finals, 0.5)]),
    figure('final.p95_ms', 'ms', [percentile(finals, 0.95)]),
    figure('first_word.p50_ms', 'ms', [percentile(firsts, 0.5)]),
    figure('first_word.shown', 'utterances', [firsts.length]),
    figure('committed_share', '%', [100 * mean]),
    figure('committed_revisions', 'words', [heard.reduce((sum, { revisedWords }) => sum + revisedWords, 0)]),
  ];
}

function textFigures(cues: readonly Cue[], liveText: string, fileText: string): readonly Figure[] {
  const said = cues.map(({ text }) => text).join(' ');
  const live = countWordErrors(said, liveText);
  const file = countWordErrors(said, fileText);
  return [
    figure('errors.live', `of ${live.words} words`, [live.errors]),
    figure('errors.file', `of ${file.words} words`, [file.errors]),
    figure('errors.live_minus_file', 'per 100 words', [(100 * (live.errors - file.errors)) / live.words]),
    figure('lost_edge_words', `of ${2 * cues.length}`, [lostEdgeWords(cues, liveText, fileText)]),
  ];
}

/** First and last words of phrases that the file's text has right and the live text has not. */
function lostEdgeWords(cues: readonly Cue[], liveText: string, fileText: string): number {
  const words = cues.map(({ text }) => wordsOf(text));
  const said = words.flat();
  const [live, file] = [alignWords(said, wordsOf(liveText)), alignWords(said, wordsOf(fileText))];
  let lost = 0;
  let start = 0;
  for (const { length } of words) {
    for (const index of [start, start + length - 1]) {
      if (length > 0 && file[index] !== null && live[index] === null) lost++;
    }
    start += length;
  }
  return lost;
}
