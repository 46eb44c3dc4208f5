import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointFolder } from '../../scripts/default-model/checkpoint-folder';
import { inRepository } from '../../scripts/setup/repository.mjs';

const SCRIPT = inRepository('benchmarks', 'models', 'write_formats.py');
const REQUIREMENTS = inRepository('benchmarks', 'models', 'requirements.txt');

/** The formats that hold the weights of whisper-base to the bit: the folders that write_formats.py makes of them. */
export const EXACT_FORMATS = [
  'ggml-f16',
  'huggingface',
  'huggingface-shards',
  'huggingface-f32',
  'openai',
  'ctranslate2-f16',
] as const;

/** Rounded to integers by CTranslate2, and the same values as floats. */
export const ROUNDED_FORMAT = { folder: 'ctranslate2-int8', values: 'ctranslate2-int8-values' } as const;

export interface WrittenFormats {
  /** Has a folder for each format. */
  readonly folder: string;
  /** Of the tools that wrote them. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Writes whisper-base in every format, with the formats' own tools.
 *
 * @param folder for it, and for the tools where `python` lacks one: they take 1.3 GB
 * @param python version 3.10 or above, with pip
 * @throws Error if it cannot be run
 */
export async function writeFormats(folder: string, python = 'python3'): Promise<WrittenFormats> {
  const packages = join(folder, 'packages');
  const environment = hasTools(python) ? {} : { PYTHONPATH: packages };
  if (environment.PYTHONPATH)
    run(python, ['-m', 'pip', 'install', '--quiet', '--target', packages, '--requirement', REQUIREMENTS]);
  const target = join(folder, 'formats');
  mkdirSync(target);
  const output = run(python, ['-B', SCRIPT, await checkpointFolder(), target], environment);
  return { folder: target, versions: JSON.parse(output) };
}

/** All of them, in these versions. */
function hasTools(python: string): boolean {
  const installed = run(python, ['-m', 'pip', 'freeze']).split(/\r?\n/);
  const wanted = readFileSync(REQUIREMENTS, 'utf8').split('\n').filter(Boolean);
  // A build of its own has a suffix: "torch==2.13.0+cpu".
  return wanted.every((each) => installed.some((line) => line === each || line.startsWith(`${each}+`)));
}

function run(python: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const result = spawnSync(python, args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${args.join(' ')} ended with ${result.status}: ${result.stderr}`);
  return result.stdout;
}
