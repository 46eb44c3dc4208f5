import { existsSync } from 'node:fs';
import type { Figure, FigureReport } from '../lib/figures';
import { figure } from '../lib/figures';
import { openEvaluation } from '../lib/evaluation-page';
import { provenance } from '../lib/provenance';
import { measureBundle } from './bundle';
import { measureCancel } from './cancel';
import { measureEndBorder } from './long-recording';
import { measureSecondStart } from './second-start';

const LONG_RECORDING = '../shared/audio/long/fr_asterisk_long.opus';
const LOG_MEL_RUNS = 20;

/** The figures of the first issue that are not word errors. Everything runs alone, one after the other. */
export async function measureBasics(): Promise<FigureReport> {
  const figures: Figure[] = [];
  figures.push(figure('start.second_ms', 'ms', await measureSecondStart(5)));
  figures.push(figure('bundle.gzip_kb', 'kB', [await measureBundle()]));

  const hasLongRecording = existsSync(LONG_RECORDING);
  const page = await openEvaluation(hasLongRecording ? [LONG_RECORDING] : [], 'q8_0');
  figures.push(figure('logmel.30s.ms', 'ms', await page.measureLogMel(LOG_MEL_RUNS)));
  if (hasLongRecording) figures.push(...(await measureEndBorder(page, LONG_RECORDING)));
  else console.warn(`SKIPPED: ${LONG_RECORDING} is missing, so are its figures and cancel.ms`);
  await page.close();

  if (hasLongRecording) figures.push(figure('cancel.ms', 'ms', await measureCancel(LONG_RECORDING, 5)));
  const device = { ...page.engine, browser: `Chromium ${page.browserVersion}` };
  return { ...provenance('benchmark'), device, model: page.engine.model.id, figures };
}
