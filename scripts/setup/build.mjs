import { readFileSync } from 'node:fs';
import { alone } from './alone.mjs';
import { SetupFailure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { ensureInstalled } from './install.mjs';
import { placeHostFiles } from './place-host-files.mjs';
import { placeLicences } from './place-licences.mjs';
import { placeServiceWorker } from './place-service-worker.mjs';
import { REPOSITORY, inRepository } from './repository.mjs';
import { binaryCommand, runCommand } from './run-command.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const INPUTS = [
  'scripts/setup',
  'kernels',
  'src',
  'static',
  'server',
  'svelte.config.js',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
// The server gives no file whose name begins with a dot.
const STAMP = inRepository('build', '.stamp');

// Beside build/, which vite empties.
const LOCK = inRepository('node_modules', '.superwhisper2-building');

/** The folder that `npm start` serves. */
export const BUILD_FOLDER = inRepository('build');

/**
 * Builds the app into build/ where a source is newer than what is there.
 *
 * @throws {SetupFailure}
 */
export async function ensureBuilt() {
  await ensureInstalled();
  await alone(LOCK, async () => {
    if (readStamp(STAMP) !== fingerprint(REPOSITORY, INPUTS)) await build();
  });
}

/**
 * Builds the app into build/.
 *
 * @throws {SetupFailure}
 */
export async function build() {
  // Taken before the build: a file saved meanwhile makes the next start build again.
  const inputs = fingerprint(REPOSITORY, INPUTS);
  console.log('Building the app ...');
  const { version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
  const environment = { npm_package_version: version, NODE_ENV: 'production' };
  const code = await runCommand(binaryCommand('vite', ['build', '--logLevel', 'warn']), { environment });
  if (code !== 0) throw new SetupFailure(`The app could not be built (code ${code}; the reason is above).`);
  // Before the service worker, which lists all files.
  placeLicences(BUILD_FOLDER);
  await placeServiceWorker(BUILD_FOLDER);
  await placeHostFiles(BUILD_FOLDER);
  writeStamp(STAMP, inputs);
}
