import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomCheckpointOf } from '../../../src/lib/core/checkpoint/random-checkpoint';
import { PUBLISHED } from '../../../testing/models/dimensions';
import { figure, type Figure, type Findings } from '../../lib/figures';
import { writeGgmlFile } from './ggml-file';
import { inOwnProcess } from '../own-process';
import type { MeasuredModel } from './random-model-process';

/** Each takes so many times longer than the one before that one round of it tells as much. */
const SIZES = [
  { size: 'small', isRepeated: true },
  { size: 'medium', isRepeated: false },
  { size: 'turbo', isRepeated: false },
] as const;
const MEGABYTE = 1_000_000;
/** A refusal reads the head of the file. What it grows by is no more than this share of what the model needs. */
const REFUSAL_SHARE = 0.1;

export interface RandomModelsOptions {
  /** For a model at a time, 0.9 GB at most. */
  readonly folder: string;
  readonly threads: number;
  /** Of small. */
  readonly rounds: number;
}

/**
 * Models larger than the app's own, of random weights and true dimensions: what loading and reading takes in time and
 * memory, and whether a budget one byte too small is answered before anything is allocated.
 */
export async function measureRandomModels(options: RandomModelsOptions): Promise<Findings> {
  const figures: Figure[] = [];
  const models: Record<string, unknown> = {};
  for (const { size, isRepeated } of SIZES) {
    const { sizeBytes, measured } = await measureSize(size, isRepeated ? options.rounds : 1, options);
    figures.push(...figuresOf(size, measured));
    models[size] = { sizeBytes, ...measured };
    console.log(`${size}: ${JSON.stringify(models[size])}`);
  }
  return {
    figures,
    details: {
      threads: options.threads,
      models,
      how:
        'Files in 8 bit, just written, so that the system has them in memory. An utterance is 4 s of sound, a window 30 s, ' +
        'each with 24 tokens that the end of the text does not end, once what the encoder makes of silence is known. ' +
        'The peak is the largest resident size of the process until the end, less that right before the load; ' +
        'Node 20 gives what was read of a file back only when garbage is collected. ' +
        'Refused: out-of-memory where the budget is one byte less than needed, and the process grew by less than a tenth of it.',
    },
  };
}

async function measureSize(
  size: (typeof SIZES)[number]['size'],
  rounds: number,
  { folder, threads }: RandomModelsOptions,
) {
  const path = join(folder, `${size}.bin`);
  const sizeBytes = await writeGgmlFile(randomCheckpointOf(PUBLISHED[size]), path);
  try {
    const args = [path, String(threads), String(rounds)];
    const measured = await inOwnProcess<MeasuredModel>('resident/random-model-process.ts', args, folder);
    return { sizeBytes, measured };
  } finally {
    rmSync(path);
  }
}

function figuresOf(size: string, measured: MeasuredModel): readonly Figure[] {
  const { loadSeconds, utteranceMs, windowMs, peakBytes, beforeBytes, refusal, neededBytes } = measured;
  const isRefused = refusal.code === 'out-of-memory' && refusal.grownBytes < REFUSAL_SHARE * neededBytes;
  return [
    figure(`random.${size}_load_s`, 's', [loadSeconds]),
    figure(`random.${size}_utterance_ms`, 'ms', utteranceMs),
    figure(`random.${size}_window_ms`, 'ms', windowMs),
    figure(`random.${size}_peak_mb`, 'MB', [(peakBytes - beforeBytes) / MEGABYTE]),
    figure(`random.${size}_refused`, 'count', [isRefused ? 1 : 0]),
  ];
}
