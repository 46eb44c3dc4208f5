import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { ownName } from '../lib/core/own-storage';
import { BUILD_FACTS, SHELL_FILES } from './build-facts';
import { missingHeaders } from './missing-headers';

const NAME = ownName('shell-');

/** A cache of its own for each version: pages of the previous version use theirs until they are closed. */
const shell = new PrecacheController({ cacheName: NAME + BUILD_FACTS.version, plugins: [missingHeaders] });
shell.addToCacheList([...SHELL_FILES]);

/** Answers what belongs to the shell, whatever comes after the question mark. */
export const shellRoute = new PrecacheRoute(shell, { ignoreURLParametersMatching: [/.*/] });

/** All of it or nothing. */
export async function installShell(event: ExtendableEvent): Promise<void> {
  await shell.install(event);
}

/** A script of an earlier version, for a page that still runs it. */
export function findInOlderShells(request: Request): Promise<Response | undefined> {
  return caches.match(request);
}

export async function removeOlderShells(): Promise<void> {
  const older = (await caches.keys()).filter(
    (name) => name.startsWith(NAME) && name !== NAME + BUILD_FACTS.version,
  );
  await Promise.all(older.map((name) => caches.delete(name)));
}
