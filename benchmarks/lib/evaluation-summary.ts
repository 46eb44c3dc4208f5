import { percentile } from '../../src/lib/core/metrics/percentiles';
import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import { countWordErrors, sumWordErrors, type WordErrors } from '../../src/lib/core/metrics/word-errors';
import type { TranscriptSegment } from '../../src/lib/core/transcript/transcript';
import { languageAccuracy, type LanguageAccuracy, type Share } from './language-accuracy';
import type { Clip } from '../../testing/audio/manifest';

/** A recording with speech in it that the count of invented words leaves aside. */
const SPEECH_AMONG_NOISE = /apollo11/;
/** Transcripts that people wrote, and nobody's guess. */
const TRUSTED_ORIGIN = /^(human|script|file name)/;
const SENTENCE_WORDS = 6;

export interface EvaluationRow {
  readonly file: string;
  readonly language: string | null;
  readonly detectedLanguage: string | null;
  readonly text: string;
  readonly segments: readonly TranscriptSegment[];
  readonly audioSeconds: number;
  readonly processingSeconds: number;
  readonly retried: number;
  readonly error: string | null;
}

export interface EvaluationSummary {
  /** By language, trusted transcripts only: what the bars are set for. */
  readonly errors: Readonly<Record<string, WordErrors>>;
  readonly groups: Readonly<Record<string, WordErrors>>;
  /** Null where the language was given. */
  readonly language: LanguageAccuracy | null;
  readonly nonspeechWords: number;
  readonly nonspeechClips: number;
  readonly failures: number;
  readonly rtfP50: number;
  readonly rtfP95: number;
}

/** Whether word errors against its transcript mean something. */
export const isTrusted = (clip: Clip) => clip.language !== null && TRUSTED_ORIGIN.test(clip.transcriptOrigin);

/** A clip and what came of it. */
export type Labelled = { readonly clip: Clip; readonly row: EvaluationRow };

/**
 * Word errors by language, by length and by the origin of the transcript, invented words, and speed.
 *
 * @param automatic the languages were found, not given
 */
export function summarize(results: readonly Labelled[], automatic: boolean): EvaluationSummary {
  const trusted = results.filter(({ clip }) => isTrusted(clip));
  const noise = results.filter(({ clip }) => !clip.isSpeech && !SPEECH_AMONG_NOISE.test(clip.file));
  const spoken = results.filter(({ clip }) => clip.language);
  const speeds = results
    .filter(({ row }) => row.audioSeconds > 0)
    .map(({ row }) => row.processingSeconds / row.audioSeconds);
  return {
    errors: errorsBy(trusted, ({ clip }) => clip.language ?? ''),
    groups: {
      ...errorsBy(
        trusted,
        ({ clip }) => `${clip.language}, ${isSentence(clip) ? 'sentences' : 'short commands'}`,
      ),
      ...errorsBy(spoken, ({ clip }) => `${clip.language}, ${clip.transcriptOrigin}`),
    },
    language: automatic ? languageAccuracy(results) : null,
    nonspeechWords: noise.reduce((sum, { row }) => sum + wordsOf(row.text).length, 0),
    nonspeechClips: noise.length,
    failures: results.filter(({ row }) => row.error !== null).length,
    rtfP50: speeds.length > 0 ? percentile(speeds, 0.5) : 0,
    rtfP95: speeds.length > 0 ? percentile(speeds, 0.95) : 0,
  };
}

export function printSummary(summary: EvaluationSummary): void {
  const line = (name: string, { errors, words }: WordErrors) =>
    console.log(
      `${name.padEnd(48)} ${String(errors).padStart(5)} of ${words} words  WER ${((100 * errors) / words).toFixed(2)} %`,
    );
  for (const [language, errors] of Object.entries(summary.errors)) line(`errors.${language}`, errors);
  for (const [group, errors] of Object.entries(summary.groups)) line(`  ${group}`, errors);
  if (summary.language) printLanguages(summary.language);
  console.log(`nonspeech.words ${summary.nonspeechWords} on ${summary.nonspeechClips} clips`);
  console.log(
    `RTF p50 ${summary.rtfP50.toFixed(3)}, p95 ${summary.rtfP95.toFixed(3)}; ${summary.failures} clips failed`,
  );
}

function printLanguages({ clips, wrongClips, recordings }: LanguageAccuracy): void {
  const share = ({ right, of }: Share) => `${right} of ${of}, ${((100 * right) / of).toFixed(1)} %`;
  if (clips.of > 0) console.log(`language.clips ${share(clips)}; wrong: ${wrongClips.join(', ') || 'none'}`);
  for (const [file, { prompts, words }] of Object.entries(recordings)) {
    console.log(`language.prompts ${file} ${share(prompts)}; ${words.errors} of ${words.words} words wrong`);
  }
}

function errorsBy(
  results: readonly Labelled[],
  group: (each: Labelled) => string,
): Record<string, WordErrors> {
  const groups = groupBy(results, group);
  const sums = [...groups].map(([name, members]) => [name, sumWordErrors(members.map(wordErrors))] as const);
  return Object.fromEntries(sums.sort(([a], [b]) => a.localeCompare(b)));
}

function groupBy(results: readonly Labelled[], group: (each: Labelled) => string): Map<string, Labelled[]> {
  const groups = new Map<string, Labelled[]>();
  for (const result of results) groups.set(group(result), [...(groups.get(group(result)) ?? []), result]);
  return groups;
}

const wordErrors = ({ clip, row }: Labelled) => countWordErrors(clip.transcript, row.text);

const isSentence = (clip: Clip) => wordsOf(clip.transcript).length >= SENTENCE_WORDS;
