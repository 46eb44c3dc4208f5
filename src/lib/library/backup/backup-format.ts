import * as v from 'valibot';

/** Where the list of what is in an exported ZIP file stands in it. */
export const BACKUP_ENTRY = 'superwhisper2/backup.json';
/** Grows when an older program could not read it any more. */
export const BACKUP_VERSION = 1;

const FORMAT = 'superwhisper2-backup';
const MAX_SETTING_CHARACTERS = 100_000;

const head = v.object({ format: v.literal(FORMAT), version: v.number() });
const backup = v.object({
  recordings: v.array(
    v.object({
      name: v.string(),
      /** With an `encodeRecording`. */
      entry: v.string(),
      /** With its sound as it was given; null where there is none. */
      sound: v.nullable(v.string()),
    }),
  ),
  documents: v.array(v.object({ id: v.pipe(v.string(), v.maxLength(100)), text: v.string() })),
  /** Sounds of dictations that were interrupted, as WAV files. */
  dictations: v.array(
    v.object({
      id: v.pipe(v.string(), v.regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/)),
      sound: v.string(),
    }),
  ),
  /** By their keys, without the app's name. */
  settings: v.record(
    v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
    v.pipe(v.string(), v.maxLength(MAX_SETTING_CHARACTERS)),
  ),
});

/** What is in an exported ZIP file; all its names of entries are of this file only, and of no disk. */
export type Backup = v.InferOutput<typeof backup>;

export function encodeBackup(list: Backup): string {
  return `${JSON.stringify({ format: FORMAT, version: BACKUP_VERSION, ...list }, null, 2)}\n`;
}

/**
 * @param json untrusted
 * @returns 'newer' where a newer version of the app has written it
 * @throws Error where it is none
 */
export function decodeBackup(json: string): Backup | 'newer' {
  const value: unknown = JSON.parse(json);
  return v.parse(head, value).version > BACKUP_VERSION ? 'newer' : v.parse(backup, value);
}
