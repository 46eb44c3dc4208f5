const CACHE = 'offline-lock';
const KEY = '/offline-lock';

/** Kept, because a service worker ends between requests. */
export async function setLock(isLocked: boolean): Promise<void> {
  if (isLocked) await (await caches.open(CACHE)).put(KEY, new Response());
  else await caches.delete(CACHE);
}

export function isLocked(): Promise<boolean> {
  return caches.has(CACHE);
}
