import { ownName } from '../core/own-storage';

/** Before version 0.2 caches bore names that another program of the same origin might use as well. */
const ENGINE = 'engine';
const LOCK = 'offline-lock';
const LEGACY = /^(?:shell-.*|engine|offline-lock)$/;

/** The parts of a `CacheStorage` that are used. */
export type Caches = Pick<CacheStorage, 'delete' | 'has' | 'keys' | 'open'>;

/**
 * Puts the engine that a version before 0.2 has fetched into a cache of this version, so that it is not fetched again.
 *
 * @param scope of the service worker: what lies elsewhere is another program's
 */
export async function adoptLegacyEngine(caches: Caches, scope: string, cacheName: string): Promise<void> {
  if (!(await caches.has(ENGINE))) return;
  const [from, to] = [await caches.open(ENGINE), await caches.open(cacheName)];
  for (const request of await from.keys()) {
    if (!request.url.startsWith(scope) || (await to.match(request))) continue;
    const response = await from.match(request);
    if (response) await to.put(request, response);
  }
}

/** To be called once, when no version before 0.2 answers for the pages any more: what was locked stays locked. */
export async function adoptLegacyLock(caches: Caches, scope: string, cacheName: string): Promise<void> {
  if (!(await caches.has(LOCK)) || !(await legacyCaches(caches, scope)).includes(LOCK)) return;
  await caches.open(cacheName);
  await caches.delete(LOCK);
}

/** Deletes what a version before 0.2 has left, and nothing of another program. */
export async function deleteLegacyCaches(caches: Caches, scope: string): Promise<void> {
  await Promise.all((await legacyCaches(caches, scope)).map((name) => caches.delete(name)));
}

/** Those that hold nothing but what lies in the scope. Empty ones are the app's where another is. */
async function legacyCaches(caches: Caches, scope: string): Promise<readonly string[]> {
  const names = (await caches.keys()).filter((name) => LEGACY.test(name));
  const found = await Promise.all(
    names.map(async (name) => ({
      name,
      urls: (await (await caches.open(name)).keys()).map(({ url }) => url),
    })),
  );
  const ours = found.filter(({ urls }) => urls.every((url) => url.startsWith(scope)));
  return ours.some(({ urls }) => urls.length > 0) ? ours.map(({ name }) => name) : [];
}

/** Every cache of the app, of whichever version. */
export async function deleteOwnCaches(caches: Caches, scope: string): Promise<void> {
  const own = (await caches.keys()).filter((name) => name.startsWith(ownName('')));
  await Promise.all(own.map((name) => caches.delete(name)));
  await deleteLegacyCaches(caches, scope);
}
