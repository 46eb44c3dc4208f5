import { ownName } from '../../core/own-storage';

/** What of `localStorage` settings need. Keys are without the app's name. */
export interface KeyValueStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Of what was found out of this device: nothing that a person has chosen, and wrong on another one. */
const DEVICE_PREFIX = 'device:';

/** The key of something that belongs to this device alone. */
export function deviceKey(name: string): string {
  return `${DEVICE_PREFIX}${name}`;
}

/** False for keys of `deviceKey`: they are not saved for another device. */
export function isSettingKey(key: string): boolean {
  return !key.startsWith(DEVICE_PREFIX);
}

/**
 * The app's own keys of `storage`, for what is nice to keep: where there is no room or it is blocked, a value lasts as long
 * as the page. What must be kept is in the library.
 */
export function ownStore(storage: Pick<Storage, 'getItem' | 'setItem'>): KeyValueStore {
  const unwritten = new Map<string, string>();
  const write = (key: string, value: string) => {
    unwritten.set(key, value);
    // What there was no room for before may have room now.
    for (const [each, text] of unwritten) if (isWritten(storage, each, text)) unwritten.delete(each);
  };
  return {
    getItem: (key) => unwritten.get(key) ?? storage.getItem(ownName(key)),
    setItem: write,
  };
}

function isWritten(storage: Pick<Storage, 'setItem'>, key: string, value: string): boolean {
  try {
    storage.setItem(ownName(key), value);
    return true;
  } catch {
    return false;
  }
}

/** The browser's own; null where it is blocked for this site. */
export function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    // Merely asking for it throws a SecurityError.
    return null;
  }
}

/** What the browser keeps as long as this window; null where it is blocked for this site. */
export function browserSession(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
