import { join } from 'node:path';
import { randomCheckpointOf } from '../../../src/lib/core/checkpoint/random-checkpoint';
import { percentile } from '../../../src/lib/core/metrics/percentiles';
import { PUBLISHED } from '../../../testing/models/dimensions';
import { figure, type Findings } from '../../lib/figures';
import { writeGgmlFile } from './ggml-file';
import { inOwnProcess } from '../own-process';
import type { MeasuredResidency, MemoryReading, Switch } from './residency-process';
import { sureCheckpoint } from './sure-checkpoint';

const UTTERANCES = 300;
/** Growth counts from here on. */
const SETTLED_UTTERANCES = 10;
/** What an English model is fed before a text: its start, and that no times are wanted. */
const PROMPT_TOKENS = 2;
/** Of the model of random weights: ten words, which are numbers. */
const TEXT = Array.from({ length: 10 }, (_, index) => 1000 + index);
const MEGABYTE = 1_000_000;

export interface ResidencyOptions {
  /** For a model of 44 MB. */
  readonly folder: string;
  readonly threads: number;
}

/** Two models in memory, used in turn: what it takes to go to the other, and what 300 utterances leave behind. */
export async function measureResidency({ folder, threads }: ResidencyOptions): Promise<Findings> {
  const path = join(folder, 'tiny.en.bin');
  const checkpoint = randomCheckpointOf(PUBLISHED['tiny.en']);
  await writeGgmlFile(await sureCheckpoint(checkpoint, PROMPT_TOKENS, TEXT), path);
  const args = [path, String(threads), String(UTTERANCES)];
  const found = await inOwnProcess<MeasuredResidency>('resident/residency-process.ts', args, folder);
  const { switches, memory } = found;
  const usableMs = switches.map((each) => each.usableMs);
  return {
    figures: [
      figure('switch.resident_ms', 'ms', usableMs),
      figure('switch.resident_max_ms', 'ms', [Math.max(...usableMs)]),
      figure('utterances300.growth_mb', 'MB', [growth(memory, countedBytes) / MEGABYTE]),
    ],
    details: {
      threads,
      ...found,
      switchedUtterances: switchedUtterances(switches),
      residentGrowthMegabytes: growth(memory, ({ residentBytes }) => residentBytes) / MEGABYTE,
      models:
        'whisper-base as the app has it; random weights of the dimensions of tiny.en, sure of a text of ten tokens whatever it hears',
      how:
        'A switch: from asking the residency for the model that was not used last to its recogniser. An utterance: words when half of ' +
        'the clip is heard, and its text, as dictation asks for both; the model is held for it and given back. Growth: the ' +
        "JavaScript heap, memory outside of it and the kernels' memories, all garbage collected, after utterance 300 less after " +
        'utterance 10.',
    },
  };
}

function countedBytes({ heapBytes, externalBytes, wasmBytes }: MemoryReading): number {
  return heapBytes + externalBytes + wasmBytes;
}

function growth(memory: readonly MemoryReading[], bytes: (reading: MemoryReading) => number): number {
  const at = (utterances: number) => {
    const reading = memory.find((each) => each.utterances === utterances);
    if (!reading) throw new Error(`memory was not read after ${utterances} utterances`);
    return bytes(reading);
  };
  return at(UTTERANCES) - at(SETTLED_UTTERANCES);
}

/** Medians of each model: right behind a switch, and once more. */
function switchedUtterances(switches: readonly Switch[]) {
  const median = (to: string, of: (each: Switch) => number) =>
    percentile(
      switches.filter((each) => each.to === to).map((each) => of(each)),
      0.5,
    );
  const names = [...new Set(switches.map(({ to }) => to))];
  return names.map((to) => ({
    to,
    behindMs: median(to, ({ utteranceMs }) => utteranceMs),
    againMs: median(to, ({ againMs }) => againMs),
  }));
}
