import type { ExportedTranscript } from './exported-transcript';
import { placedWords } from '../placed-words';
import type { ModelIdentity, TranscriptSegment } from '../transcript';

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
  /** Id of the model that wrote the text, or its end; null if it is not known. */
  readonly model: string | null;
  /** All that wrote parts of it, in order; empty if they are not known. */
  readonly models: readonly ModelIdentity[];
  /** When the text was written, as ISO 8601. */
  readonly created: string;
  /** In order. Times from the beginning of the recording, to the millisecond. */
  readonly segments: readonly SegmentDocument[];
}

interface SegmentDocument {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  readonly language: string;
  /** Who says it, as an id within the recording; absent where speakers have not been told apart. */
  readonly speaker?: string;
  /** Joined they are the text. Absent where their times are not known, and where a person has changed the text. */
  readonly words?: readonly {
    readonly text: string;
    readonly startSeconds: number;
    readonly endSeconds: number;
    /** How sure the model was, 0 to 1, with three digits. */
    readonly probability: number;
  }[];
}

/** The transcript as a JSON file: a `TranscriptDocument`, indented, with a line break at its end. */
export function transcriptJson(transcript: ExportedTranscript): string {
  const { recordingName, segments, durationSeconds, models, createdIso } = transcript;
  const document: TranscriptDocument = {
    version: 1,
    recording: recordingName,
    durationSeconds: durationSeconds === null ? null : toThousandth(durationSeconds),
    languages: [...new Set(segments.map(({ language }) => language))],
    model: models.at(-1)?.id ?? null,
    models,
    created: createdIso,
    segments: segments.map(toDocument),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toDocument(segment: TranscriptSegment): SegmentDocument {
  const text = segment.text.trim();
  const words = placedWords({ ...segment, text }).map((word) => ({
    text: word.text,
    startSeconds: toThousandth(word.startSeconds),
    endSeconds: toThousandth(word.endSeconds),
    probability: toThousandth(word.probability),
  }));
  return {
    startSeconds: toThousandth(segment.startSeconds),
    endSeconds: toThousandth(segment.endSeconds),
    text,
    language: segment.language,
    ...(segment.speaker === undefined ? {} : { speaker: segment.speaker }),
    ...(words.length > 0 ? { words } : {}),
  };
}

function toThousandth(value: number): number {
  return Math.round(value * 1000) / 1000;
}
