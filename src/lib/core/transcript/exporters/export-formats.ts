import { assertNever } from '../../errors';
import { subtitleCues } from '../subtitle/cues';
import { exportName } from './export-name';
import type { ExportedTranscript } from './exported-transcript';
import { transcriptJson } from './json';
import { subRipText } from './subrip';
import { transcriptText } from './text';
import { timedText } from './timed-text';
import { webVttText, wordTimedWebVttText } from './webvtt';

/** The formats a transcript can be saved in, in the order in which they are offered. */
export const EXPORT_FORMATS = ['txt', 'timed-txt', 'srt', 'vtt', 'word-vtt', 'json'] as const;

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
    name: exportName(transcript.recordingName, FILES[format].extension),
    mimeType: FILES[format].mimeType,
    content: contentOf(format, transcript),
  };
}

/** Two of one kind have names of their own: saved one after the other, a person still tells them apart. */
const FILES: Readonly<Record<ExportFormat, { readonly extension: string; readonly mimeType: string }>> = {
  txt: { extension: '.txt', mimeType: 'text/plain' },
  'timed-txt': { extension: '.times.txt', mimeType: 'text/plain' },
  srt: { extension: '.srt', mimeType: 'application/x-subrip' },
  vtt: { extension: '.vtt', mimeType: 'text/vtt' },
  'word-vtt': { extension: '.words.vtt', mimeType: 'text/vtt' },
  json: { extension: '.json', mimeType: 'application/json' },
};

function contentOf(format: ExportFormat, transcript: ExportedTranscript): ExportedFile['content'] {
  switch (format) {
    case 'txt':
      return textFile(transcriptText(transcript.segments));
    case 'timed-txt':
      return timedText(transcript.segments);
    case 'srt':
      return subRipText(subtitleCues(transcript.segments));
    case 'vtt':
      return webVttText(subtitleCues(transcript.segments));
    case 'word-vtt':
      return wordTimedWebVttText(subtitleCues(transcript.segments));
    case 'json':
      return transcriptJson(transcript);
    default:
      return assertNever(format);
  }
}

function textFile(text: string): string {
  return text === '' ? '' : `${text}\n`;
}
