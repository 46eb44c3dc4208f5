import { existsSync } from 'node:fs';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import type { Figure, FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { measureReload } from './reload';
import { measureScrolling } from './scrolling';
import { measureTwoHours } from './two-hours';

const LONG_RECORDING = '../shared/audio/long/fr_asterisk_long.opus';

const PARTS = ['scrolling', 'reload', 'two-hours'] as const;

/**
 * The figures of the Transcribe page, with the real app, model and speech. Everything runs alone, one after the other.
 *
 * @param options `only`: one of PARTS; everything unless told
 */
export async function measurePage({ only }: BenchmarkOptions): Promise<FigureReport> {
  const wanted = PARTS.filter((part) => only === undefined || part === only);
  const figures: Figure[] = [];
  let device: unknown = null;
  if (wanted.includes('scrolling')) figures.push(...(await measureScrolling()));
  if (wanted.includes('reload')) {
    if (existsSync(LONG_RECORDING)) figures.push(...(await measureReload(LONG_RECORDING)));
    else console.warn(`SKIPPED: ${LONG_RECORDING} is missing, so are the figures of a reload`);
  }
  if (wanted.includes('two-hours')) {
    const { figures: twoHours, engine, browserVersion } = await measureTwoHours();
    figures.push(...twoHours);
    device = { engine, browser: `Chromium ${browserVersion}` };
  }
  return { ...provenance('benchmark'), device, model: 'whisper-base-q8_0', figures };
}
