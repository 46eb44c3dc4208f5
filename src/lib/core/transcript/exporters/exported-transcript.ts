import type { TranscriptSegment } from '../transcript';

/** All that goes into an exported file. */
export interface ExportedTranscript {
  /** The name of the recording's file, as the system gave it. */
  readonly recordingName: string;
  readonly segments: readonly TranscriptSegment[];
  /** Length of the sound; null if it is not known. */
  readonly durationSeconds: number | null;
  /** The model that wrote the text; null if it is not known. */
  readonly modelId: string | null;
  /** When the text was written, as ISO 8601: "2026-03-01T09:30:00.000Z". */
  readonly createdIso: string;
}
