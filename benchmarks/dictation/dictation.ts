import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import type { FigureReport } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { measureFalseStops } from './false-stops';
import type { Measured } from './measured';
import { measureNonspeech } from './nonspeech';
import { measurePhrases } from './phrases';
import { measureUnderLoad } from './under-load';
import { measureUsualDesign } from './usual-design';

const PHRASES = 64;
const SENTENCES = 48;
const MINUTES = 10;
/** Where they are heard twice. */
const COMPARED_PHRASES = 32;

type Measure = (folder: string) => Promise<Measured>;
type Options = Pick<BenchmarkOptions, 'only' | 'peers' | 'load' | 'device' | 'clips'>;

/**
 * Dictation as a person has it: the built page, and a microphone.
 *
 * @param options `only`: "phrases", "false-stops" or "nonspeech", else phrases; `peers`: against the usual design, instead;
 *   `load`: beside a busy process, instead;
 *   `device`: of the phrases
 */
export async function measureDictation(options: BenchmarkOptions): Promise<FigureReport> {
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-dictation-'));
  try {
    const { browserVersion, engine, figures, details } = await partOf(options)(folder);
    const device = { engine, browser: `Chromium ${browserVersion}` };
    return { ...provenance('benchmark'), device, model: 'whisper-base-q8_0', figures, details };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function partOf({ only, peers, load, device, clips }: Options): Measure {
  if (peers) return (folder) => measureUsualDesign(folder, COMPARED_PHRASES);
  if (load) return (folder) => measureUnderLoad(folder, COMPARED_PHRASES);
  if (only === 'false-stops') return (folder) => measureFalseStops(folder, SENTENCES);
  if (only === 'nonspeech') return (folder) => measureNonspeech(folder, MINUTES);
  return (folder) => measurePhrases(folder, Math.min(PHRASES, clips), device);
}
