import { existsSync } from 'node:fs';
import { inRepository } from './repository.mjs';

/**
 * The folder of reference outputs and labelled clips that lies beside the repository where it may.
 *
 * @param {NodeJS.ProcessEnv} environment with SHARED_REQUIRED=true its absence is a failure
 * @param {(path: string) => boolean} [exists]
 * @returns {string | null} null where it is missing: the tests that need it are skipped, and say so
 */
export function findSharedFolder(environment, exists = existsSync) {
  const folder = inRepository('..', 'shared');
  if (exists(folder)) return folder;
  if (environment['SHARED_REQUIRED'] === 'true')
    throw new Error('../shared is missing, and with SHARED_REQUIRED=true its tests must not be skipped');
  console.warn('SKIPPED: ../shared is missing, the tests that need it do not run');
  return null;
}
