import { assertNever } from '../../errors';
import { subtitleCues } from '../subtitle/cues';
import { exportName } from './export-name';
import type { ExportedTranscript } from './exported-transcript';
import { transcriptJson } from './json';
import { subRipText } from './subrip';
import { transcriptText } from './text';
import { webVttText } from './webvtt';

/** The formats a transcript can be saved in, by their extension, in the order in which they are offered. */
export const EXPORT_FORMATS = ['txt', 'srt', 'vtt', 'json'] as const;

/** One of `EXPORT_FORMATS`. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A file to be saved. */
export interface ExportedFile {
  /** Sound on every system, with its extension. */
  readonly name: string;
  readonly mimeType: string;
  /** Text is saved as UTF-8. */
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** The transcript as a file. */
export function exportTranscript(format: ExportFormat, transcript: ExportedTranscript): ExportedFile {
  return {
    name: exportName(transcript.recordingName, `.${format}`),
    mimeType: MIME_TYPES[format],
    content: contentOf(format, transcript),
  };
}

const MIME_TYPES: Readonly<Record<ExportFormat, string>> = {
  txt: 'text/plain',
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
  json: 'application/json',
};

function contentOf(format: ExportFormat, transcript: ExportedTranscript): ExportedFile['content'] {
  switch (format) {
    case 'txt':
      return textFile(transcriptText(transcript.segments));
    case 'srt':
      return subRipText(subtitleCues(transcript.segments));
    case 'vtt':
      return webVttText(subtitleCues(transcript.segments));
    case 'json':
      return transcriptJson(transcript);
    default:
      return assertNever(format);
  }
}

function textFile(text: string): string {
  return text === '' ? '' : `${text}\n`;
}
