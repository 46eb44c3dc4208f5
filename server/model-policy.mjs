import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written by the build; the server gives no file whose name begins with a dot. */
export const MODEL_HOSTS_FILE = '.model-hosts.json';

const WORKERS = '_app/immutable/workers';

/**
 * Which responses of a build let their thread ask the hosts of models, and whom. The download worker is the one that asks.
 * Its requests pass through the service worker, whose own policy counts as well (Chromium 156); nothing reaches a host
 * through it that the policy of the thread that asked has not let pass.
 *
 * @param {string} folder the built app
 * @returns {{ readonly paths: readonly string[], readonly origins: readonly string[] }} paths begin with a slash
 */
export function modelPolicyOf(folder) {
  try {
    const workers = readdirSync(join(folder, WORKERS)).filter((name) =>
      /^download\.worker-.*\.js$/.test(name),
    );
    const origins = JSON.parse(readFileSync(join(folder, MODEL_HOSTS_FILE), 'utf8'));
    return { paths: [...workers.map((name) => `/${WORKERS}/${name}`), '/service-worker.js'], origins };
  } catch {
    // A folder that is no build, or one that is being written.
    return { paths: [], origins: [] };
  }
}
