import { AppError, CancelledError, toAppError, type ErrorCode } from '../../core/errors';
import type { SourcedDay } from '../../core/metrics/day-record';
import { safeFileName } from '../../core/text/file-name';
import { BACKUP_ENTRY, decodeBackup, type Backup } from '../../library/backup/backup-format';
import { DAYS_ENTRY, decodeDays } from '../../library/backup/days-format';
import { decodeRecording } from '../../library/backup/recording-format';
import { ArchiveError, ZipArchive } from '../../library/backup/zip-archive';
import type { RecordingLibrary } from '../../library/recording-library';
import type { Sound } from '../../library/sound-store';
import { findPlace } from './import-place';

const MAX_LIST_BYTES = 64_000_000;
const MAX_RECORDING_BYTES = 256_000_000;
const MAX_DAYS_BYTES = 64_000_000;

export interface ImportParts {
  readonly library: Pick<RecordingLibrary, 'whole' | 'add' | 'sound' | 'keepSound'>;
  /** Puts a text after what the document holds; false where it holds it already. */
  readonly appendText: (text: string) => Promise<boolean>;
  /** Keeps the sound of an interrupted dictation, given as a WAV file; false where it is there already. */
  readonly keepDictation: (id: string, sound: Sound) => Promise<boolean>;
  /** Takes figures by day; those that are here already do not count twice. */
  readonly keepDays: (days: readonly SourcedDay[]) => Promise<void>;
  /** Null where the settings of this device stay as they are. */
  readonly setSetting: ((key: string, value: string) => void) | null;
  /** Room on this device; null where that is not known. */
  readonly freeBytes: () => Promise<number | null>;
}

/** Why a part of a ZIP file did not come: `no-sound`: its text is here, and its sound cannot be read. */
export type LeftOut = 'damaged' | 'too-large' | 'no-sound';

/** Why nothing of it came. */
export type ImportRefusal = 'not-ours' | 'damaged' | 'newer' | 'too-large';

/** What came out of a ZIP file. */
export interface ImportReport {
  recordings: number;
  /** That were here already. */
  known: number;
  texts: number;
  dictations: number;
  settings: number;
  readonly leftOut: { readonly name: string; readonly why: LeftOut }[];
  /** Why it ended before its end; else null. */
  stopped: 'cancelled' | ErrorCode | null;
}

export interface ImportOptions {
  readonly signal: AbortSignal;
  /** Hears of each recording when its turn comes. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Brings back what exportOwnData has written, beside what is here. What is here already does not come twice; what
 * stands here in another form stays, and what comes is put beside it. Recordings come whole or not at all, so that an
 * import that was broken off can be begun again.
 *
 * @param file untrusted
 */
export async function importOwnData(
  file: Blob,
  parts: ImportParts,
  options: ImportOptions,
): Promise<ImportReport | ImportRefusal> {
  const opened = await openBackup(file);
  if (typeof opened === 'string') return opened;
  const leftOut: ImportReport['leftOut'] = [];
  const report = { recordings: 0, known: 0, texts: 0, dictations: 0, settings: 0, leftOut, stopped: null };
  return new Import(opened.archive, opened.backup, parts, options, report).run();
}

async function openBackup(file: Blob): Promise<{ archive: ZipArchive; backup: Backup } | ImportRefusal> {
  try {
    const archive = await ZipArchive.open(file);
    if (archive.sizeOf(BACKUP_ENTRY) === null) return 'not-ours';
    const backup = decodeBackup(await archive.text(BACKUP_ENTRY, MAX_LIST_BYTES));
    return backup === 'newer' ? backup : { archive, backup };
  } catch (thrown) {
    if (!(thrown instanceof ArchiveError)) return 'damaged';
    return thrown.fault === 'not-zip' ? 'not-ours' : thrown.fault === 'too-large' ? 'too-large' : 'damaged';
  }
}

class Import {
  constructor(
    private readonly archive: ZipArchive,
    private readonly backup: Backup,
    private readonly parts: ImportParts,
    private readonly options: ImportOptions,
    private readonly report: ImportReport,
  ) {}

  async run(): Promise<ImportReport> {
    const { recordings, documents, dictations, settings } = this.backup;
    try {
      // Words first: they are small.
      for (const { text } of documents) if (await this.parts.appendText(text)) this.report.texts++;
      for (const [key, value] of Object.entries(this.parts.setSetting ? settings : {})) {
        this.parts.setSetting?.(key, value);
        this.report.settings++;
      }
      for (const [index, each] of recordings.entries()) {
        this.options.onProgress(index, recordings.length);
        await this.#orLeftOut(safeFileName(each.name), () => this.#bringRecording(each));
      }
      for (const each of dictations) await this.#orLeftOut(each.sound, () => this.#bringDictation(each));
      await this.#orLeftOut(DAYS_ENTRY, () => this.#bringDays());
    } catch (thrown) {
      this.report.stopped = thrown instanceof CancelledError ? 'cancelled' : toAppError(thrown).code;
    }
    return this.report;
  }

  async #orLeftOut(name: string, bring: () => Promise<void>): Promise<void> {
    if (this.options.signal.aborted) throw new CancelledError();
    try {
      await bring();
    } catch (thrown) {
      if (!(thrown instanceof ArchiveError)) throw thrown;
      this.report.leftOut.push({ name, why: thrown.fault === 'too-large' ? 'too-large' : 'damaged' });
    }
  }

  async #bringRecording({ entry, sound }: Backup['recordings'][number]): Promise<void> {
    const { library } = this.parts;
    const whole = await this.#decode(entry, MAX_RECORDING_BYTES, decodeRecording);
    const { id, is } = await findPlace(whole, { archive: this.archive, sound, library });
    if (is === 'known') return void this.report.known++;
    const name = safeFileName(whole.recording.name);
    if (sound) await this.#bringSound(id, name, sound);
    if (is === 'without-sound') return void this.report.known++;
    // An import begins no work that nobody has asked for here.
    const state =
      whole.recording.state.kind === 'waiting' ? { kind: 'paused' as const } : whole.recording.state;
    await library.add({ ...whole, recording: { ...whole.recording, id, name, state } });
    this.report.recordings++;
  }

  async #decode<Value>(entry: string, maxBytes: number, decode: (json: string) => Value): Promise<Value> {
    const json = await this.archive.text(entry, maxBytes, this.options.signal);
    try {
      return decode(json);
    } catch (cause) {
      throw new ArchiveError('damaged', entry, { cause });
    }
  }

  /** A text whose sound cannot be read is better than none. */
  async #bringSound(id: string, name: string, sound: string): Promise<void> {
    try {
      await this.#needRoom(sound);
      await this.parts.library.keepSound(id, this.#soundOf(sound));
    } catch (thrown) {
      if (!(thrown instanceof ArchiveError)) throw thrown;
      this.report.leftOut.push({ name, why: 'no-sound' });
    }
  }

  async #bringDictation({ id, sound }: Backup['dictations'][number]): Promise<void> {
    await this.#needRoom(sound);
    if (await this.parts.keepDictation(id, this.#soundOf(sound))) this.report.dictations++;
  }

  /** Older versions wrote none. */
  async #bringDays(): Promise<void> {
    if (this.archive.sizeOf(DAYS_ENTRY) === null) return;
    const { days, isWhole } = await this.#decode(DAYS_ENTRY, MAX_DAYS_BYTES, decodeDays);
    await this.parts.keepDays(days);
    if (!isWhole) throw new ArchiveError('damaged', DAYS_ENTRY);
  }

  #soundOf(entry: string): Sound {
    return (into) => this.archive.read(entry, (piece) => into.write(piece), this.options.signal);
  }

  async #needRoom(entry: string): Promise<void> {
    const [free, size] = [await this.parts.freeBytes(), this.archive.sizeOf(entry) ?? 0];
    if (free !== null && size > free) throw new AppError('storage-full', `${entry} needs ${size} bytes`);
  }
}
