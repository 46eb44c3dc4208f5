import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A labelled recording. */
export interface Clip {
  /** As the manifest names it, relative to the manifest. */
  readonly file: string;
  readonly path: string;
  /** Whisper's code; null where the clip has no speech or several languages. */
  readonly language: string | null;
  readonly isSpeech: boolean;
  readonly transcript: string;
  readonly transcriptOrigin: string;
  readonly durationSeconds: number;
}

/**
 * Reads a tab-separated manifest with a head line that names at least file, language, transcript,
 * transcript_origin and duration_s. Language "-" means no speech, "fr+en" several languages.
 */
export function readManifest(path: string): readonly Clip[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean);
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    const language = cell('language');
    return {
      file: cell('file'),
      path: resolve(dirname(path), cell('file')),
      language: /^[a-z]{2,3}$/.test(language) ? language : null,
      isSpeech: language !== '-',
      transcript: cell('transcript'),
      transcriptOrigin: cell('transcript_origin'),
      durationSeconds: Number(cell('duration_s')),
    };
  });
}
