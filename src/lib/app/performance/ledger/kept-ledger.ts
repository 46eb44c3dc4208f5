import { isRecord } from '../../../core/is-record';
import { OPTIMISATIONS, type LedgerEntry } from '../../../core/performance/ledger';
import { deviceKey, type KeyValueStore } from '../../browser/own-store';

const KEY = deviceKey('ledger');

/** @param version of the app: the figures of another are not shown as its own */
export function keepLedger(
  store: KeyValueStore | null,
  version: string,
  entries: readonly LedgerEntry[],
): void {
  store?.setItem(KEY, JSON.stringify({ version, entries }));
}

/** What this version has measured on this device. What is odd is passed over. */
export function keptLedger(store: KeyValueStore | null, version: string): readonly LedgerEntry[] {
  try {
    const json: unknown = JSON.parse(store?.getItem(KEY) ?? 'null');
    if (!isRecord(json) || json['version'] !== version || !Array.isArray(json['entries'])) return [];
    return json['entries'].flatMap(parseEntry);
  } catch {
    return [];
  }
}

function parseEntry(json: unknown): readonly LedgerEntry[] {
  if (!isRecord(json)) return [];
  const { onMs, offMs } = json;
  const optimisation = OPTIMISATIONS.find((each) => each === json['optimisation']);
  return optimisation && isTime(onMs) && isTime(offMs) ? [{ optimisation, onMs, offMs }] : [];
}

function isTime(json: unknown): json is number {
  return typeof json === 'number' && Number.isFinite(json) && json > 0;
}
