import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A stretch of a recording whose text and language are known. */
export interface Prompt {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  readonly language: string;
}

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
  /** From the .segments.tsv beside it; empty where there is none. */
  readonly prompts: readonly Prompt[];
}

/**
 * Reads a tab-separated manifest with a head line that names at least file, language, transcript,
 * transcript_origin and duration_s. Language "-" means no speech, "fr+en" several languages,
 * which take turns in the prompts.
 */
export function readManifest(path: string): readonly Clip[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean);
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    const language = cell('language');
    const clipPath = resolve(dirname(path), cell('file'));
    return {
      file: cell('file'),
      path: clipPath,
      language: /^[a-z]{2,3}$/.test(language) ? language : null,
      isSpeech: language !== '-',
      transcript: cell('transcript'),
      transcriptOrigin: cell('transcript_origin'),
      durationSeconds: Number(cell('duration_s')),
      prompts: readPrompts(clipPath.replace(/\.[^.]+$/, '.segments.tsv'), language.split('+')),
    };
  });
}

function readPrompts(path: string, languages: readonly string[]): readonly Prompt[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean);
  return lines.map((line, index) => {
    const [start, end, text = ''] = line.split('\t');
    const language = languages[index % languages.length] ?? '';
    return { startSeconds: Number(start), endSeconds: Number(end), text, language };
  });
}
