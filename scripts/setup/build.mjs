import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_HOSTS_FILE } from '../../server/model-policy.mjs';
import { alone } from './alone.mjs';
import { SetupFailure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { ensureInstalled } from './install.mjs';
import { modelHosts } from './model-hosts.mjs';
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
    if (readStamp(STAMP) !== inputsNow()) await build();
  });
}

/**
 * Builds the app into build/.
 *
 * @throws {SetupFailure}
 */
export async function build() {
  // Taken before the build: a file saved meanwhile makes the next start build again.
  const inputs = inputsNow();
  console.log('Building the app ...');
  const { version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
  const { base, origins } = modelHosts(process.env);
  // Part of the download worker's script: its name, and with it what caches know of it, changes with them.
  const VITE_MODEL_HOSTS = [base, ...origins.slice(1)].join(' ');
  const environment = { npm_package_version: version, NODE_ENV: 'production', VITE_MODEL_HOSTS };
  const code = await runCommand(binaryCommand('vite', ['build', '--logLevel', 'warn']), { environment });
  if (code !== 0) throw new SetupFailure(`The app could not be built (code ${code}; the reason is above).`);
  // Before the service worker, which lists all files.
  placeLicences(BUILD_FOLDER);
  writeFileSync(join(BUILD_FOLDER, MODEL_HOSTS_FILE), JSON.stringify(origins));
  await placeServiceWorker(BUILD_FOLDER);
  await placeHostFiles(BUILD_FOLDER);
  writeStamp(STAMP, inputs);
}

/** What a build is made of, as one short text. */
function inputsNow() {
  const { base, origins } = modelHosts(process.env);
  return `${fingerprint(REPOSITORY, INPUTS)} ${[base, ...origins].join(' ')}`;
}
