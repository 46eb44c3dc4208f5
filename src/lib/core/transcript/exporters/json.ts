import type { ExportedTranscript } from '../exported-transcript';

/**
 * What stands in an exported .json file. Fields may be added within a version; what is there keeps its name and
 * meaning, or `version` grows.
 */
export interface TranscriptDocument {
  readonly version: 1;
  /** File name of the recording. */
  readonly recording: string;
  /** Length of the recording, to the millisecond; null if it is not known. */
  readonly durationSeconds: number | null;
  /** Codes of all languages in it ("fr"), in the order in which they are first spoken. */
  readonly languages: readonly string[];
  /** Id of the model that wrote the text; null if it is not known. */
  readonly model: string | null;
  /** When the text was written, as ISO 8601. */
  readonly created: string;
  /** In order. Times from the beginning of the recording, to the millisecond. */
  readonly segments: readonly {
    readonly startSeconds: number;
    readonly endSeconds: number;
    readonly text: string;
    readonly language: string;
  }[];
}

/** The transcript as a JSON file: a `TranscriptDocument`, indented, with a line break at its end. */
export function transcriptJson(transcript: ExportedTranscript): string {
  const { recordingName, segments, durationSeconds, modelId, createdIso } = transcript;
  const document: TranscriptDocument = {
    version: 1,
    recording: recordingName,
    durationSeconds: durationSeconds === null ? null : toMillisecond(durationSeconds),
    languages: [...new Set(segments.map(({ language }) => language))],
    model: modelId,
    created: createdIso,
    segments: segments.map(({ startSeconds, endSeconds, text, language }) => ({
      startSeconds: toMillisecond(startSeconds),
      endSeconds: toMillisecond(endSeconds),
      text: text.trim(),
      language,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toMillisecond(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
