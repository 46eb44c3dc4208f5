import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** Where a figure comes from. */
export interface Provenance {
  readonly command: string;
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
}

/** @param npmScript the script that runs, "evaluate" */
export function provenance(npmScript: string): Provenance {
  const options = process.argv.slice(2).map((word) => (/\s/.test(word) ? JSON.stringify(word) : word));
  const [cpu] = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return {
    command: `npm run ${npmScript} -- ${options.join(' ')}`,
    date: new Date().toISOString(),
    commit: commit(),
    machine: `${cpu?.model.trim() || process.arch}, ${cpus().length} cores, ${memoryGiB} GiB, ${process.platform}, Node ${process.version}`,
  };
}

/** Short hash, with "+" where the working tree differs from it. */
function commit(): string {
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim();
  try {
    return (
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--', ':!benchmarks/results') ? '+' : '')
    );
  } catch {
    return 'unknown';
  }
}
