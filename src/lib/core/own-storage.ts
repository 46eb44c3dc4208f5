/**
 * Everything that the app keeps on a device bears this name: other programs may share its origin, as on GitHub Pages, and
 * what is theirs is neither exported nor deleted.
 */
export const OWN_NAME = 'superwhisper2';

/** The name of one of the app's own caches, locks, channels, or keys of settings. */
export function ownName(name: string): string {
  return `${OWN_NAME}:${name}`;
}

/** Whether a cache, a lock, a database or a key is the app's own. */
export function isOwnName(name: string): boolean {
  return name === OWN_NAME || name.startsWith(ownName(''));
}

/** The parts of a `FileSystemDirectoryHandle` that are used. */
interface Folder<Child> {
  getDirectoryHandle(name: string, options: { readonly create: true }): Promise<Child>;
}

/**
 * A folder of the app's own in the origin's private files, made where it is not there.
 *
 * @param root of `navigator.storage.getDirectory()`
 * @throws DOMException where the browser keeps no private files
 */
export async function ownFolder<Handle extends Folder<Handle>>(root: Handle, name: string): Promise<Handle> {
  return (await root.getDirectoryHandle(OWN_NAME, { create: true })).getDirectoryHandle(name, {
    create: true,
  });
}
