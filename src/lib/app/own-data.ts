import { downloadZip } from 'client-zip';
import { safeFileName } from '../core/text/file-name';
import { exportTranscript } from '../core/transcript/export-formats';
import { segmentsOf } from '../core/transcript/transcript';
import type { TranscribedWindow } from '../core/transcript/transcript';
import type { KeptRecording } from '../library/kept-recording';
import type { Library } from './recording-keeper';
import type { LostDictation } from './lost-dictations.svelte';

export interface OwnData {
  /** Null where the browser keeps nothing. */
  readonly library: Pick<Library, 'list' | 'windows' | 'sound'> | null;
  readonly dictatedText: string;
  readonly lostDictations: readonly LostDictation[];
  readonly settings: Readonly<Record<string, string>>;
}

interface ZippedFile {
  readonly name: string;
  readonly input: Blob | string;
  readonly lastModified?: Date;
}

/** Everything a person has on this device in one ZIP: sounds as they were given, each text beside its sound. */
export function exportOwnData(data: OwnData): Promise<Blob> {
  return downloadZip(ownFiles(data)).blob();
}

/** One after the other: each sound and each text is on disk until its turn comes. */
export async function* ownFiles(data: OwnData): AsyncGenerator<ZippedFile> {
  const kept = (await data.library?.list()) ?? [];
  const digits = String(kept.length).length;
  for (const [index, each] of kept.entries()) {
    const number = String(index + 1).padStart(digits, '0');
    const sound = await data.library?.sound(each.id);
    const name = safeFileName(each.name);
    if (sound) yield { name: `recordings/${number} ${name}`, input: sound, lastModified: addedOn(each) };
    const windows = (await data.library?.windows(each.id)) ?? [];
    for (const text of textsOf(each, windows))
      yield { name: `recordings/${number} ${text.name}`, input: text.text, lastModified: addedOn(each) };
  }
  for (const [index, { sound }] of data.lostDictations.entries())
    yield { name: `dictations/${index + 1}.wav`, input: sound };
  if (data.dictatedText !== '') yield { name: 'dictation.txt', input: data.dictatedText };
  yield { name: 'settings.json', input: `${JSON.stringify(data.settings, null, 2)}\n` };
}

function textsOf(recording: KeptRecording, windows: readonly TranscribedWindow[]) {
  const segments = segmentsOf(windows);
  if (segments.length === 0) return [];
  const transcript = {
    recordingName: recording.name,
    segments,
    durationSeconds: recording.audioSeconds ?? recording.durationSeconds,
    modelId: null,
    createdIso: new Date(recording.addedMs).toISOString(),
  };
  return (['txt', 'json'] as const).map((format) => exportTranscript(format, transcript));
}

function addedOn({ addedMs }: KeptRecording): Date {
  return new Date(addedMs);
}
