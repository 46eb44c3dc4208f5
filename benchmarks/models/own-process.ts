import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inRepository } from '../../scripts/setup/repository.mjs';
import { binaryCommand, runCommand } from '../../scripts/setup/run-command.mjs';

/**
 * Runs a script of this folder in a process of its own, where garbage may be collected: memory is then that of what it
 * measures.
 *
 * @param script by its path here
 * @param args its arguments; the file that it is to write its findings to comes behind them
 * @returns its findings
 * @throws Error if it fails
 */
export async function inOwnProcess<Found>(
  script: string,
  args: readonly string[],
  folder: string,
): Promise<Found> {
  const out = join(folder, `${basename(script)}.json`);
  const path = inRepository('benchmarks', 'models', script);
  const exitCode = await runCommand(binaryCommand('tsx', ['--expose-gc', path, ...args, out]));
  if (exitCode !== 0) throw new Error(`${script} failed`);
  return JSON.parse(readFileSync(out, 'utf8'));
}

/** Collects all garbage, and waits for what that gives back in later tasks. @throws Error without --expose-gc */
export async function collectGarbage(): Promise<void> {
  if (!globalThis.gc) throw new Error('garbage cannot be collected without --expose-gc');
  for (let round = 0; round < 3; round++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The largest resident size that this process ever had. */
export function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
