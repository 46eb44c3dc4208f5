import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from '../../scripts/setup/repository.mjs';
import { quantizeQ8_0 } from '../../src/lib/core/checkpoint/block-quantization';
import type { TensorType } from '../../src/lib/core/checkpoint/checkpoint';
import { dequantize } from '../../src/lib/core/checkpoint/dequantize';

const SCRIPT = inRepository('benchmarks', 'models', 'dequantized.py');
const PACKAGES = ['gguf==0.19.0', 'numpy==2.4.6'];
/** Of each type; of super-blocks that is half a million values. */
const BLOCKS = 2000;

/** How much the public tool and we read differently. */
export interface QuantizationReport {
  /** What it was compared with: "gguf 0.19.0". */
  readonly tool: string;
  /** By type: values that differ in any bit. */
  readonly differingValues: Readonly<Record<string, number>>;
  /** By type: values that were compared. */
  readonly values: Readonly<Record<string, number>>;
  /** Bytes that differ in q8_0 blocks which both made of the same values. */
  readonly differingQ8_0Bytes: number;
}

/**
 * Compares our values of random blocks of every type, and our q8_0 blocks, with those of the Python package gguf, which
 * is installed into a temporary folder.
 *
 * @param python version 3.10 or above, with pip
 * @throws Error if it cannot be run
 */
export async function compareQuantization(python = 'python3'): Promise<QuantizationReport> {
  const folder = mkdtempSync(join(tmpdir(), 'quantization-'));
  try {
    const packages = join(folder, 'packages');
    run(python, ['-m', 'pip', 'install', '--quiet', '--target', packages, ...PACKAGES], {});
    const output = run(python, [SCRIPT, String(BLOCKS), folder], { PYTHONPATH: packages });
    const { gguf, types }: { gguf: string; types: TensorType[] } = JSON.parse(output);
    const differingValues: Record<string, number> = {};
    const values: Record<string, number> = {};
    for (const type of types) {
      const expected = await readInts(join(folder, `${type}.values`));
      const bytes = await readBytes(join(folder, `${type}.bytes`));
      const ours = new Int32Array(dequantize(type, bytes, expected.length).buffer);
      values[type] = expected.length;
      differingValues[type] = countDifferences(ours, expected);
    }
    const differingQ8_0Bytes = await compareQ8_0(folder);
    return { tool: `gguf ${gguf}`, differingValues, values, differingQ8_0Bytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareQ8_0(folder: string): Promise<number> {
  const source = await readBytes(join(folder, 'q8_0.source'));
  const ours = quantizeQ8_0(new Float32Array(source.buffer));
  const blocks = await readBytes(join(folder, 'q8_0.bytes'));
  return countDifferences(ours, blocks.subarray(0, ours.length));
}

function countDifferences(ours: ArrayLike<number>, expected: ArrayLike<number>): number {
  let differences = Math.abs(ours.length - expected.length);
  for (let i = 0; i < expected.length; i++) if (ours[i] !== expected[i]) differences++;
  return differences;
}

async function readInts(path: string): Promise<Int32Array> {
  return new Int32Array((await readBytes(path)).buffer);
}

/** In a buffer of their own, from its beginning. */
async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readFile(path));
}

function run(python: string, args: readonly string[], env: Readonly<Record<string, string>>): string {
  const result = spawnSync(python, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${args.join(' ')} ended with ${result.status}: ${result.stderr}`);
  return result.stdout;
}
