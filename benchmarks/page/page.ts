import { existsSync } from 'node:fs';
import type { Figure, FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { measureReload } from './reload';
import { measureScrolling } from './scrolling';
import { measureTwoHours } from './two-hours';

const LONG_RECORDING = '../shared/audio/long/fr_asterisk_long.opus';

/** The figures of the Transcribe page, with the real app, model and speech. Everything runs alone, one after the other. */
export async function measurePage(): Promise<FigureReport> {
  const figures: Figure[] = [...(await measureScrolling())];
  if (existsSync(LONG_RECORDING)) figures.push(...(await measureReload(LONG_RECORDING)));
  else console.warn(`SKIPPED: ${LONG_RECORDING} is missing, so are the figures of a reload`);
  const { figures: twoHours, engine, browserVersion } = await measureTwoHours();
  figures.push(...twoHours);
  const device = { engine, browser: `Chromium ${browserVersion}` };
  return { ...provenance('benchmark'), device, model: 'whisper-base-q8_0', figures };
}
