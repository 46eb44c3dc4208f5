import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultModelFile } from '../../testing/models/default-model';
import type { BenchmarkOptions } from '../lib/benchmark-options';
import { figure, type FigureReport, type Findings } from '../lib/figures';
import { provenance } from '../lib/provenance';
import { compareTexts } from './clip-texts';
import { measureColdStart } from './dictating/cold-start';
import { measureLostUtterances } from './dictating/lost-utterances';
import { measureImport } from './import-figures';
import { compareFormats, importFormats } from './imported-formats';
import { compareQuantization } from './quantization';
import { measureJointSteps } from './joint-steps';
import { measureRandomModels } from './resident/random-models';
import { measureResidency } from './resident/residency';
import { measureSpeed } from './speed';
import { writeFormats } from './written-formats';

const PARTS = [
  'formats',
  'texts',
  'quantization',
  'import',
  'speed',
  'joint-steps',
  'faults',
  'cold-start',
  'random',
  'residency',
] as const;
/** As most devices have at least. */
const THREADS = 2;

/**
 * What comes of models that a person brings: tensors and texts of each format, values of each quantisation, and how fast
 * and in how much memory large-v3-turbo's weights are imported. How well speed is foretold, and what windows of a file gain
 * where they are stepped together. What models of larger dimensions take, and what it takes to go from one in memory to
 * another.
 *
 * @throws Error for a part that there is not
 */
export async function measureModels({ only, python, repeats }: BenchmarkOptions): Promise<FigureReport> {
  const parts = PARTS.filter((part) => only === undefined || only === part);
  if (parts.length === 0) throw new Error(`--only ${PARTS.join('|')}`);
  const folder = mkdtempSync(join(tmpdir(), 'models-'));
  try {
    const found: Record<string, Findings> = {};
    if (parts.includes('import')) found['import'] = await measureImport(folder, repeats);
    if (parts.includes('speed')) found['speed'] = await measureSpeed({ threads: THREADS, rounds: repeats });
    if (parts.includes('joint-steps'))
      found['joint-steps'] = await measureJointSteps({ threads: THREADS, rounds: repeats });
    if (parts.includes('faults')) found['faults'] = await measureLostUtterances();
    if (parts.includes('cold-start')) found['cold-start'] = await measureColdStart(repeats);
    if (parts.includes('random'))
      found['random'] = await measureRandomModels({ folder, threads: THREADS, rounds: repeats });
    if (parts.includes('residency'))
      found['residency'] = await measureResidency({ folder, threads: THREADS });
    if (parts.includes('quantization')) found['quantization'] = await quantization(python);
    if (parts.includes('formats') || parts.includes('texts')) {
      const written = await writeFormats(folder, python);
      const imported = await importFormats(written, folder);
      if (parts.includes('formats')) found['formats'] = await compareFormats(imported, written);
      if (parts.includes('texts')) found['texts'] = await compareTexts(imported, await defaultModelFile());
    }
    const { command, ...where } = provenance('benchmark');
    return {
      // Where a Python lies says nothing of the figures.
      command: python === undefined ? command : command.replace(python, 'PROGRAM'),
      ...where,
      device: 'Node, the processor; faults and cold-start: Chromium, without a graphics card',
      model: 'whisper-base',
      figures: Object.values(found).flatMap(({ figures }) => figures),
      details: Object.fromEntries(Object.entries(found).map(([part, { details }]) => [part, details])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function quantization(python: string | undefined): Promise<Findings> {
  const report = await compareQuantization(python);
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((all, count) => all + count, 0);
  const figures = [
    figure('quantization.differing_values', 'count', [sum(report.differingValues)]),
    figure('quantization.differing_q8_0_bytes', 'count', [report.differingQ8_0Bytes]),
  ];
  return { figures, details: report };
}
