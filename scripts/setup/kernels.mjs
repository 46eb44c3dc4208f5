import { existsSync } from 'node:fs';
import { alone } from './alone.mjs';
import { SetupFailure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { REPOSITORY, inRepository } from './repository.mjs';
import { binaryCommand, runCommand } from './run-command.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const INPUTS = ['kernels', 'scripts/setup/kernels.mjs', 'package-lock.json'];
const STAMP = inRepository('node_modules', '.superwhisper2-kernels');
const LOCK = inRepository('node_modules', '.superwhisper2-compiling');

/** Where the module lies once it is compiled, beside what loads it. */
const FOLDER = ['src', 'lib', 'runtime', 'kernels'];

/**
 * What a processor or a page may lack: relaxed SIMD, threads that share a memory.
 *
 * @typedef {'relaxed' | 'plain' | 'relaxed-alone' | 'plain-alone'} KernelBuild
 */

/** @type {Readonly<Record<KernelBuild, readonly string[]>>} options of AssemblyScript's compiler */
const BUILDS = {
  relaxed: ['--enable', 'simd,relaxed-simd,threads', '--sharedMemory'],
  plain: ['--enable', 'simd,threads', '--sharedMemory'],
  'relaxed-alone': ['--enable', 'simd,relaxed-simd'],
  'plain-alone': ['--enable', 'simd'],
};

/** Of 64 KB: all that 32 bits can address. */
const MOST_PAGES = 65_536;

/**
 * Options of AssemblyScript's compiler for a build: no checks, no runtime, a memory that is given to it.
 *
 * @param {KernelBuild} build
 * @param {string} outFile
 */
function kernelOptions(build, outFile) {
  const memory = ['--importMemory', '--initialMemory', '1', '--maximumMemory', String(MOST_PAGES)];
  // 112: memory that is not cleared is not to be relied on; nothing here does.
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--disableWarning', '112'];
  return ['kernels/index.ts', ...options, ...memory, ...BUILDS[build], '--outFile', outFile];
}

/**
 * Compiles the kernels where their source is newer than what is there: 4 s a build.
 *
 * @throws {SetupFailure}
 */
export async function ensureKernels() {
  await alone(LOCK, async () => {
    const inputs = fingerprint(REPOSITORY, INPUTS);
    const builds = /** @type {KernelBuild[]} */ (Object.keys(BUILDS));
    const isThere = builds.every((build) => existsSync(inRepository(...FOLDER, `${build}.wasm`)));
    if (isThere && readStamp(STAMP) === inputs) return;
    console.log('Compiling the kernels ...');
    const codes = await Promise.all(
      builds.map((build) =>
        runCommand(binaryCommand('asc', kernelOptions(build, [...FOLDER, `${build}.wasm`].join('/')))),
      ),
    );
    if (codes.some((code) => code !== 0))
      throw new SetupFailure('The kernels could not be compiled (the reason is above).');
    writeStamp(STAMP, inputs);
  });
}
