import { isOwnName, ownName } from '../core/own-storage';
import { appendToDocument } from '../library/append-document';
import type { Database } from '../library/database';
import { DocumentStore } from '../library/document-store';
import type { RecordingLibrary } from '../library/recording-library';
import type { ImportParts } from './import-own-data';
import type { LostDictations } from './lost-dictations.svelte';
import type { OwnData } from './own-data';
import { ownStore } from './own-store';
import { DICTATED_DOCUMENT } from './prepare-storage';

export interface OwnDataParts {
  readonly database: Database;
  /** Settles to null where the browser keeps nothing. */
  readonly library: Promise<RecordingLibrary | null>;
  readonly lostDictations: LostDictations;
  /** `localStorage`; null where the browser keeps nothing. */
  readonly local: Storage | null;
}

/** What exportOwnData and importOwnData work with. Both are fetched when they are wanted. */
export interface OwnDataServices {
  /** All that a person has on this device. */
  readonly collect: () => Promise<OwnData>;
  /** Null where the browser keeps nothing. */
  readonly importParts: (takesSettings: boolean) => Promise<ImportParts | null>;
  /** Whether anything has been chosen on this device. */
  readonly hasSettings: () => boolean;
}

/** Wires them to the browser. */
export function createOwnData(parts: OwnDataParts): OwnDataServices {
  return {
    collect: () => collect(parts),
    importParts: (takesSettings) => importParts(parts, takesSettings),
    hasSettings: () => Object.keys(ownSettings(parts.local)).length > 0,
  };
}

async function collect({ database, library, lostDictations, local }: OwnDataParts): Promise<OwnData> {
  await lostDictations.refresh();
  const own = await library;
  const document = own && (await new DocumentStore(database).find(DICTATED_DOCUMENT));
  return {
    library: own,
    documents: document ? [document] : [],
    lostDictations: lostDictations.all,
    settings: ownSettings(local),
  };
}

async function importParts(
  { database, library, lostDictations, local }: OwnDataParts,
  takesSettings: boolean,
): Promise<ImportParts | null> {
  const own = await library;
  if (!own) return null;
  // Where there is no room for a setting the recordings come all the same.
  const store = local && ownStore(local);
  return {
    library: own,
    appendText: (id, text) => appendToDocument(database, id, text),
    keepDictation: (id, sound) => lostDictations.keep(id, sound),
    setSetting: takesSettings ? (key, value) => store?.setItem(key, value) : null,
    freeBytes: async () => {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined || usage === undefined ? null : quota - usage;
    },
  };
}

function ownSettings(local: Storage | null): Record<string, string> {
  const own = Object.entries(local ?? {}).filter(([key]) => isOwnName(key));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(ownName('').length), String(value)]));
}
