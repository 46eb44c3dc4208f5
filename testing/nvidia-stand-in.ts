import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NvidiaProgram } from '../server/graphics-cards/nvidia-program.mjs';

/**
 * Lines in the form of `nvidia-smi` 580 with the options of ours, for two cards; the figures are made up within the
 * limits of those cards.
 */
export const TWO_CARDS = [
  '0, GPU-11111111-2222-3333-4444-555555555555, NVIDIA GeForce RTX 3090, 63, 214.53, 350.00, 42, 3021, 24576, 1695, 9751',
  '1, GPU-66666666-7777-8888-9999-000000000000, NVIDIA GeForce RTX 5060 Ti, 41, [N/A], 180.00, 3, 512, 16311, [Not Supported], 405',
].join('\n');

/** What the stand-in does. */
export const STAND_INS = {
  /** Tells of both cards, often. */
  works: `setInterval(() => console.log(lines), 20); console.log(lines);`,
  /** Says nothing, and does not end when it is asked to. */
  hangs: `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`,
  /** Tells once, then falls silent. */
  stalls: `console.log(lines); setInterval(() => {}, 1000);`,
  /** Writes without an end and without a line. */
  floods: `const flood = () => { while (process.stdout.write('x'.repeat(65536))); }; process.stdout.on('drain', flood); flood();`,
  /** Writes lines without an end. */
  'floods in lines': `const flood = () => { while (process.stdout.write((lines + '\\n').repeat(500))); }; process.stdout.on('drain', flood); flood();`,
  /** Lines of something else. */
  babbles: `setInterval(() => console.log('a line of something else'), 5);`,
  dies: `console.log('NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.'); process.exit(9);`,
  /** Tells of both, then dies. */
  'dies later': `console.log(lines); setTimeout(() => process.exit(15), 100);`,
} as const;

export interface StandIn {
  readonly program: NvidiaProgram;
  /** The arguments that it got, of each time it was started. */
  starts(): readonly (readonly string[])[];
  /** Processes of it that are alive. */
  living(): readonly number[];
  remove(): void;
}

/** A program in place of `nvidia-smi`, which notes each of its processes. */
export function standIn(does: keyof typeof STAND_INS): StandIn {
  const folder = mkdtempSync(join(tmpdir(), 'nvidia-smi-stand-in-'));
  const [script, notes] = [join(folder, 'nvidia-smi-stand-in.mjs'), join(folder, 'starts.txt')];
  const note = `appendFileSync(${JSON.stringify(notes)}, JSON.stringify([process.pid, process.argv.slice(2)]) + '\\n');`;
  writeFileSync(
    script,
    `import { appendFileSync } from 'node:fs';\n${note}\nconst lines = ${JSON.stringify(TWO_CARDS)};\n${STAND_INS[does]}\n`,
  );
  const noted = () =>
    existsSync(notes)
      ? readFileSync(notes, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as [number, string[]])
      : [];
  return {
    program: { file: process.execPath, args: [script] },
    starts: () => noted().map(([, args]) => args),
    living: () => noted().flatMap(([pid]) => (isAlive(pid) ? [pid] : [])),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A program that is nowhere. */
export const MISSING_PROGRAM: NvidiaProgram = { file: join(tmpdir(), 'there-is-no-nvidia-smi-here') };

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
