import { isOwnName, ownName } from '../../core/own-storage';
import { isKeptDay, oldestKeptDay, type SourcedDay } from '../../core/metrics/day-record';
import type { DayRecords } from '../../library/day-records';
import type { RecordingLibrary } from '../../library/recording-library';
import type { MetricsClient } from '../../metrics/metrics-client';
import type { DocumentServices } from '../documents/create-document';
import type { ImportParts } from './import-own-data';
import type { LostDictations } from '../dictation/lost-dictations.svelte';
import type { OwnData } from './own-data';
import { isSettingKey, ownStore } from '../browser/own-store';
import { DICTATED_DOCUMENT } from '../storage/prepare-storage';

export interface OwnDataParts {
  /** Settles to null where the browser keeps nothing. */
  readonly library: () => Promise<RecordingLibrary | null>;
  readonly documents: Pick<DocumentServices, 'document' | 'sharedDocument'>;
  readonly lostDictations: LostDictations;
  readonly days: Pick<DayRecords, 'list' | 'bring'>;
  /** Writes what was marked so far. */
  readonly metrics: Pick<MetricsClient, 'keep'>;
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

async function collect(parts: OwnDataParts): Promise<OwnData> {
  const { library, documents, lostDictations, local } = parts;
  await lostDictations.refresh();
  return {
    library: await library(),
    // As it is shown: it may not be on the disk yet.
    documents: [{ id: DICTATED_DOCUMENT, text: documents.document.text }],
    lostDictations: lostDictations.all,
    settings: ownSettings(local),
    days: await keptDays(parts),
  };
}

/** Nobody loses recordings because figures cannot be read. */
async function keptDays({ metrics, days }: OwnDataParts): Promise<readonly SourcedDay[]> {
  await metrics.keep();
  return days.list(oldestKeptDay(new Date())).catch(() => []);
}

async function importParts(
  { library, documents, lostDictations, days, local }: OwnDataParts,
  takesSettings: boolean,
): Promise<ImportParts | null> {
  const own = await library();
  if (!own) return null;
  // Where there is no room for a setting the recordings come all the same.
  const store = local && ownStore(local);
  return {
    library: own,
    appendText: (text) => documents.sharedDocument.append(text),
    keepDictation: (id, sound) => lostDictations.keep(id, sound),
    keepDays: (brought) => {
      const now = new Date();
      return days.bring(
        brought.filter(({ day }) => isKeptDay(day, now)),
        oldestKeptDay(now),
      );
    },
    setSetting: takesSettings ? (key, value) => store?.setItem(key, value) : null,
    freeBytes: async () => {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined || usage === undefined ? null : quota - usage;
    },
  };
}

function ownSettings(local: Storage | null): Record<string, string> {
  const own = Object.entries(local ?? {}).flatMap(([name, value]): [string, string][] => {
    const key = isOwnName(name) ? name.slice(ownName('').length) : '';
    return key !== '' && isSettingKey(key) ? [[key, String(value)]] : [];
  });
  return Object.fromEntries(own);
}
