import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLISHED } from '../../testing/models/dimensions';
import { figure, type Findings } from '../lib/figures';
import type { MeasuredImport } from './import-process';
import { inOwnProcess } from './own-process';
import { writeRandomSafetensors } from './random-safetensors';

const MEGABYTE = 1_000_000;

/**
 * How fast, and in how much memory, large-v3-turbo's f16 weights become a model: random weights of its dimensions, the
 * product's own code in Node, and a store on this machine's disk. Each import has a process of its own.
 *
 * @param folder for 1.6 GB and what comes of it
 */
export async function measureImport(folder: string, repeats: number): Promise<Findings> {
  const source = join(folder, 'turbo');
  mkdirSync(source);
  const sizeBytes = writeRandomSafetensors(PUBLISHED.turbo, join(source, 'model.safetensors'));
  const imports: MeasuredImport[] = [];
  for (let run = 0; run < repeats; run++) {
    imports.push(await inOwnProcess<MeasuredImport>('import-process.ts', [source, folder], folder));
    console.log(`import ${run + 1}/${repeats}: ${JSON.stringify(imports.at(-1))}`);
  }
  const figures = [
    figure(
      'import.mb_per_s',
      'MB/s',
      imports.map(({ seconds }) => sizeBytes / MEGABYTE / seconds),
    ),
    figure(
      'import.peak_mb',
      'MB',
      imports.map(({ peakBytes, beforeBytes }) => (peakBytes - beforeBytes) / MEGABYTE),
    ),
  ];
  return {
    figures,
    details: {
      sourceBytes: sizeBytes,
      imports,
      how: 'MB of the source a second; the peak is the largest resident size of the process less that right before the import. The source has just been written, so the system has it in memory.',
    },
  };
}
