/** What the app may still keep, as the browser tells it, which may be less than the disk has; null where it does not say. */
export async function freeBytes(): Promise<number | null> {
  const { quota, usage = 0 } = await navigator.storage.estimate();
  return quota === undefined ? null : Math.max(0, quota - usage);
}
