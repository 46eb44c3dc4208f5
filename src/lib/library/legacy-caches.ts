import { ownName } from '../core/own-storage';

/** Before version 0.2 caches bore names that another program of the same origin might use as well. */
const LOCK = 'offline-lock';
const LEGACY = /^(?:shell-.*|engine|offline-lock)$/;

/** The parts of a `CacheStorage` that are used. */
export type Caches = Pick<CacheStorage, 'delete' | 'has' | 'keys' | 'open'>;

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
