import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { SetupFailure } from './failure.mjs';
import { ensureKernels } from './kernels.mjs';
import { requireNodeVersion } from './node-version.mjs';
import { inRepository } from './repository.mjs';
import { binaryCommand, npmCommand, runCommand } from './run-command.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const STAMP = inRepository('node_modules', '.superwhisper2-stamp');

/**
 * Installs the packages that package-lock.json names, where they are not there yet.
 *
 * @throws {SetupFailure}
 */
export async function ensureInstalled() {
  requireNodeVersion();
  const lock = readFileSync(inRepository('package-lock.json'), 'utf8');
  const wanted = hashOf(readFileSync(inRepository('package.json'), 'utf8'), lock);
  if (readStamp(STAMP) !== wanted) {
    if (!isInstalledFrom(lock, readStamp(inRepository('node_modules', '.package-lock.json'))))
      await install();
    writeStamp(STAMP, wanted);
  }
  // tsconfig.json builds on a file that SvelteKit writes; without it neither Vitest nor tsx reads TypeScript.
  if (!existsSync(inRepository('.svelte-kit', 'tsconfig.json')))
    await runCommand(binaryCommand('svelte-kit', ['sync']));
  // The sources import them.
  await ensureKernels();
}

async function install() {
  console.log('Installing packages (npm ci) ...');
  const code = await runCommand(
    npmCommand(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']),
  );
  if (code === 0) return;
  throw new SetupFailure(
    `The packages could not be installed (npm ci ended with code ${code}; its own words are above). ` +
      'The first start needs the network, or an npm mirror set in ~/.npmrc. Then run the command again.',
  );
}

/**
 * The scripts in package.json may change without a new installation: only what names packages counts.
 *
 * @param {string} manifest the text of package.json
 * @param {string} lock the text of package-lock.json
 */
export function hashOf(manifest, lock) {
  const { dependencies, devDependencies, overrides, allowScripts } = JSON.parse(manifest);
  const named = JSON.stringify({ dependencies, devDependencies, overrides, allowScripts });
  return createHash('sha256').update(named).update(lock).digest('hex');
}

/**
 * Whether somebody's own `npm install` has already brought what the lockfile names.
 *
 * @param {string} lock the text of package-lock.json
 * @param {string | null} hiddenLock the text of node_modules/.package-lock.json, npm's record of what it unpacked
 */
export function isInstalledFrom(lock, hiddenLock) {
  if (hiddenLock === null) return false;
  /** @type {Record<string, LockedPackage>} */
  const wanted = JSON.parse(lock).packages;
  /** @type {Record<string, LockedPackage>} */
  const unpacked = JSON.parse(hiddenLock).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = unpacked[path];
    return path === '' || (found ? found.version === version : optional === true);
  });
}

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional] may be left out, as the binaries for other systems are
 */
