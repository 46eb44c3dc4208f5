import type { IDBPDatabase } from 'idb';
import type { ReadingPoint } from '../core/streaming/reading-point';
import { textFacts } from '../core/transcript/text-facts';
import type { Schema, Writing } from './database';
import { WINDOW_VERSION, type KeptRecording, type KeptWindow } from './kept-recording';

/** Sorts after every window of a recording. */
const LAST_INDEX = Number.MAX_SAFE_INTEGER;

export const RECORDING_STORES = ['recordings', 'windows', 'points', 'peaks'] as const;

/** A recording with all that belongs to it, except its sound and what follows from its windows. */
export interface WholeRecording {
  readonly recording: Omit<KeptRecording, 'text'>;
  readonly windows: readonly KeptWindow[];
  readonly point: ReadingPoint | null;
  readonly peaks: Uint8Array<ArrayBuffer> | null;
}

/** @returns null where there is none */
export async function readWhole(database: IDBPDatabase<Schema>, id: string): Promise<WholeRecording | null> {
  const reading = database.transaction(RECORDING_STORES);
  const [recording, windows, point, peaks] = await Promise.all([
    reading.objectStore('recordings').get(id),
    reading.objectStore('windows').getAll(windowsOf(id)),
    reading.objectStore('points').get(id),
    reading.objectStore('peaks').get(id),
  ]);
  if (!recording) return null;
  // They follow from the windows.
  const { text: _facts, ...row } = recording;
  return { recording: row, windows, point: point ?? null, peaks: peaks ?? null };
}

/** The writes that keep it; they fail, and with them the transaction, where a recording of its id is there. */
export function addWhole(writing: Writing, whole: WholeRecording): readonly Promise<unknown>[] {
  const { recording, windows, point, peaks } = whole;
  const { id } = recording;
  return [
    writing.objectStore('recordings').add({ ...recording, text: textFacts(windows) }),
    ...windows.map((window, index) =>
      writing.objectStore('windows').put({ ...window, version: WINDOW_VERSION }, [id, index]),
    ),
    ...(point ? [writing.objectStore('points').put(point, id)] : []),
    ...(peaks ? [writing.objectStore('peaks').put(peaks, id)] : []),
  ];
}

/** The keys of all windows of a recording. */
export function windowsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, LAST_INDEX]);
}
