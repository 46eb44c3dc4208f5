import type { SourcedDay } from '../../core/metrics/day-record';
import { ArchiveNames } from '../../core/transcript/exporters/archive-names';
import { exportTranscript, type ExportedFile } from '../../core/transcript/exporters/export-formats';
import { exportedTranscript } from '../../core/transcript/exporters/exported-transcript';
import { BACKUP_ENTRY, encodeBackup, type Backup } from '../../library/backup/backup-format';
import { encodeRecording } from '../../library/backup/recording-format';
import { writeArchive, type ArchivedFile } from '../../library/backup/zip-archive';
import { DAYS_ENTRY, encodeDays } from '../../library/backup/days-format';
import type { KeptDocument } from '../../library/kept-document';
import type { RecordingLibrary } from '../../library/recording-library';
import type { WholeRecording } from '../../library/whole-recording';
import type { LostDictation } from '../dictation/lost-dictations.svelte';

export interface OwnData {
  /** Null where the browser keeps nothing. */
  readonly library: Pick<RecordingLibrary, 'list' | 'whole' | 'sound'> | null;
  readonly documents: readonly Pick<KeptDocument, 'id' | 'text'>[];
  readonly lostDictations: readonly LostDictation[];
  /** By their keys, without the app's name. */
  readonly settings: Readonly<Record<string, string>>;
  /** Figures by day. */
  readonly days: readonly SourcedDay[];
}

/**
 * Everything a person has on this device in one ZIP: sounds as they were given, each text beside its sound, and what
 * importOwnData needs to bring all of it back.
 */
export function exportOwnData(data: OwnData): Promise<Blob> {
  return writeArchive(ownFiles(data));
}

/** One after the other: each sound is on disk until its turn comes. */
export async function* ownFiles(data: OwnData): AsyncGenerator<ArchivedFile> {
  const names = new ArchiveNames();
  const recordings: Backup['recordings'] = [];
  const dictations: Backup['dictations'] = [];
  const kept = (await data.library?.list()) ?? [];
  for (const [index, { id }] of kept.entries()) {
    const [whole, sound] = [await data.library?.whole(id), await data.library?.sound(id)];
    if (!whole) continue;
    const number = String(index + 1).padStart(String(kept.length).length, '0');
    const { name, addedMs } = whole.recording;
    const lastModified = new Date(addedMs);
    const soundEntry = sound ? names.add('recordings/', number, name) : null;
    if (sound && soundEntry) yield { name: soundEntry, input: sound, lastModified };
    for (const text of textsOf(whole))
      yield { name: names.add('recordings/', number, text.name), input: inputOf(text.content), lastModified };
    const entry = `superwhisper2/recordings/${number}.json`;
    yield { name: entry, input: encodeRecording(whole), lastModified };
    recordings.push({ name, entry, sound: soundEntry });
  }
  for (const [index, { id, sound }] of data.lostDictations.entries()) {
    dictations.push({ id, sound: `dictations/${index + 1}.wav` });
    yield { name: `dictations/${index + 1}.wav`, input: sound };
  }
  const documents = data.documents.filter(({ text }) => text !== '').map(({ id, text }) => ({ id, text }));
  for (const [index, { text }] of documents.entries())
    yield { name: index === 0 ? 'dictation.txt' : `dictation ${index + 1}.txt`, input: text };
  if (data.days.length > 0) yield { name: DAYS_ENTRY, input: encodeDays(data.days) };
  const backup = { recordings, documents, dictations, settings: { ...data.settings } };
  yield { name: BACKUP_ENTRY, input: encodeBackup(backup) };
}

function textsOf({ recording, windows }: WholeRecording) {
  const { name, addedMs, audioSeconds, durationSeconds } = recording;
  const transcript = exportedTranscript({
    ...{ name, windows, addedMs },
    durationSeconds: audioSeconds ?? durationSeconds,
  });
  if (transcript.segments.length === 0) return [];
  return (['txt', 'json'] as const).map((format) => exportTranscript(format, transcript));
}

function inputOf(content: ExportedFile['content']): ArchivedFile['input'] {
  return typeof content === 'string' ? content : new Blob([content]);
}
