import type { TranscriptSegment } from '../../src/lib/core/transcript/transcript';
import { countWordErrors, type WordErrors } from '../../src/lib/core/metrics/word-errors';
import type { Labelled } from './evaluation-summary';
import type { Prompt } from '../../testing/audio/manifest';

/** Shorter clips are single words, of which some are the same in both languages. */
const MIN_CLIP_SECONDS = 2;
/** The default set that automatic runs choose from. */
const LANGUAGES = ['fr', 'en'];

export interface Share {
  readonly right: number;
  readonly of: number;
}

/** How well automatic runs tell the language. */
export interface LanguageAccuracy {
  /** Clips in one language of 2 s or more whose longest language is theirs. */
  readonly clips: Share;
  readonly wrongClips: readonly string[];
  /** By recording with known prompts. */
  readonly recordings: Readonly<Record<string, RecordingLanguages>>;
}

interface RecordingLanguages {
  /** Prompts whose segment, the one that overlaps them most, has their language. */
  readonly prompts: Share;
  readonly wrongPrompts: readonly string[];
  /** Of the whole text. */
  readonly words: WordErrors;
}

/** Languages of automatic runs against those of the manifest. */
export function languageAccuracy(results: readonly Labelled[]): LanguageAccuracy {
  const clips = results.filter(
    ({ clip, row }) =>
      LANGUAGES.includes(clip.language ?? '') &&
      clip.durationSeconds >= MIN_CLIP_SECONDS &&
      row.error === null &&
      clip.prompts.length === 0,
  );
  const wrong = clips.filter(({ clip, row }) => row.detectedLanguage !== clip.language);
  const recordings = results.filter(({ clip }) => clip.prompts.length > 0);
  return {
    clips: { right: clips.length - wrong.length, of: clips.length },
    wrongClips: wrong.map(({ clip }) => clip.file),
    recordings: Object.fromEntries(recordings.map((each) => [each.clip.file, recordingLanguages(each)])),
  };
}

function recordingLanguages({ clip, row }: Labelled): RecordingLanguages {
  const wrong = clip.prompts.filter(
    (prompt) => nearestSegment(prompt, row.segments)?.language !== prompt.language,
  );
  return {
    prompts: { right: clip.prompts.length - wrong.length, of: clip.prompts.length },
    wrongPrompts: wrong.map(({ startSeconds, language, text }) => `${startSeconds} ${language} ${text}`),
    words: countWordErrors(clip.transcript, row.text),
  };
}

/** The segment that overlaps `prompt` most, if any does. */
function nearestSegment(prompt: Prompt, segments: readonly TranscriptSegment[]): TranscriptSegment | null {
  let nearest: TranscriptSegment | null = null;
  let longestSeconds = 0;
  for (const segment of segments) {
    const overlapSeconds =
      Math.min(prompt.endSeconds, segment.endSeconds) - Math.max(prompt.startSeconds, segment.startSeconds);
    if (overlapSeconds > longestSeconds) [nearest, longestSeconds] = [segment, overlapSeconds];
  }
  return nearest;
}
