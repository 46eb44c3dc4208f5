import { whoAnswers } from '../server/identity.mjs';
import { BUILD_FOLDER, ensureBuilt } from './setup/build.mjs';
import { SetupFailure, runMain } from './setup/failure.mjs';
import { openOnFastGpu } from './setup/fast-gpu.mjs';
import { requireNodeVersion } from './setup/node-version.mjs';
import { openAddress } from './setup/open-address.mjs';
import { parseStartOptions } from './setup/start-options.mjs';

/** @typedef {ReturnType<typeof parseStartOptions>['opens']} Opens */

await runMain(async () => {
  requireNodeVersion();
  const { port, opens, modelHost } = parseStartOptions(process.argv.slice(2));
  // As if it had been set outside: the build reads it.
  if (modelHost !== null) process.env['MODEL_HOST'] = modelHost;
  const url = `http://127.0.0.1:${port}`;
  if (await showRunning(url, opens)) return;
  await ensureBuilt();
  const server = await serve(url, port);
  console.log(`SuperWhisper2 is at ${url}  (Ctrl+C stops it)`);
  await show(url, opens);
  await stopSignal();
  await server.close();
});

/**
 * @param {string} url
 * @param {Opens} opens
 * @returns {Promise<boolean>} whether this app already answers there
 */
async function showRunning(url, opens) {
  const running = await whoAnswers(url);
  if (running === 'nobody') return false;
  if (running === 'stranger') throw portTaken(url, 'is used by another program');
  console.log(`SuperWhisper2 ${running.version} is already running at ${url}`);
  await show(url, opens);
  return true;
}

/**
 * @param {string} url
 * @param {Opens} opens
 */
async function show(url, opens) {
  if (opens === 'fast-gpu') await openOnFastGpu(url);
  if (opens === 'browser') openAddress(url);
}

/**
 * @param {string} url
 * @param {number} port
 */
async function serve(url, port) {
  // Not at the top: it needs a package, and on a fresh clone there is none before `ensureBuilt`.
  const { startServer } = await import('../server/static-server.mjs');
  try {
    return await startServer({ folder: BUILD_FOLDER, port });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw thrown;
    throw portTaken(url, code === 'EACCES' ? 'is not ours to use' : 'is used by another program');
  }
}

/**
 * Another port would be another origin, in which the person's models and texts are not: it is theirs to choose.
 *
 * @param {string} url
 * @param {string} reason
 */
function portTaken(url, reason) {
  const { port } = new URL(url);
  return new SetupFailure(
    `Port ${port} ${reason}, so SuperWhisper2 cannot be at ${url}. Stop that program, or choose a port with ` +
      '"npm start -- --port NUMBER" (each port keeps its own models and texts).',
  );
}

/** @returns {Promise<void>} */
function stopSignal() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => resolve());
  });
}
