import {
  segmentsOf,
  type ModelIdentity,
  type TranscribedWindow,
  type TranscriptSegment,
} from '../transcript';

/** All that goes into an exported file. */
export interface ExportedTranscript {
  /** The name of the recording's file, as the system gave it. */
  readonly recordingName: string;
  readonly segments: readonly TranscriptSegment[];
  /** Length of the sound; null if it is not known. */
  readonly durationSeconds: number | null;
  /** The models that wrote the text, the one that wrote its beginning first; empty if they are not known. */
  readonly models: readonly ModelIdentity[];
  /** When the text was written, as ISO 8601: "2026-03-01T09:30:00.000Z". */
  readonly createdIso: string;
}

export interface ExportedRecording {
  readonly name: string;
  readonly windows: readonly TranscribedWindow[];
  readonly durationSeconds: number | null;
  /** Milliseconds since 1970: when it was added, for a text of which no more is known. */
  readonly addedMs: number;
}

/** A recording as it is exported, with what its windows say of the models that wrote them. */
export function exportedTranscript(recording: ExportedRecording): ExportedTranscript {
  const { name, windows, durationSeconds, addedMs } = recording;
  const origins = windows.flatMap(({ origin }) => origin ?? []);
  const models = new Map(origins.map(({ model }) => [`${model.id} ${model.sha256}`, model]));
  const writtenMs = origins.reduce((latest, origin) => Math.max(latest, origin.writtenMs), 0);
  return {
    recordingName: name,
    segments: segmentsOf(windows),
    durationSeconds,
    models: [...models.values()],
    createdIso: new Date(writtenMs || addedMs).toISOString(),
  };
}
