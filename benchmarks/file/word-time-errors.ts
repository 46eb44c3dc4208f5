import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import type { TranscribedWord } from '../../src/lib/core/transcript/transcript';
import type { Prompt } from '../../testing/audio/manifest';
import { alignWords } from '../../src/lib/core/text/word-alignment';

/** How far the times of words lie from where a prompt is known to begin and end. Seconds, later is positive. */
export interface WordTimeErrors {
  /** Of the first word of each prompt, where it was written. */
  readonly starts: readonly number[];
  /** Of the last one. */
  readonly ends: readonly number[];
  readonly prompts: number;
}

/** A normalised word. One that was written may be a part of a longer one ("l'heure"): only its outer parts have times. */
interface WrittenWord {
  readonly text: string;
  readonly startSeconds: number | null;
  readonly endSeconds: number | null;
}

/**
 * Times of the first and last words of prompts against those of the prompts. Words are found by aligning the texts of
 * the whole recording, so a prompt that occurs twice is not mistaken for itself.
 *
 * @param prompts in order, with some words each
 * @param words of the transcript, in order
 */
export function wordTimeErrors(
  prompts: readonly Prompt[],
  words: readonly TranscribedWord[],
): WordTimeErrors {
  const written = words.flatMap(normalizedParts);
  const said = prompts.map(({ text }) => wordsOf(text));
  const matches = alignWords(
    said.flat(),
    written.map(({ text }) => text),
  );
  const starts: number[] = [];
  const ends: number[] = [];
  let first = 0;
  for (const [index, { startSeconds, endSeconds }] of prompts.entries()) {
    const next = first + (said[index]?.length ?? 0);
    const start = wordAt(written, matches[first])?.startSeconds;
    const end = wordAt(written, matches[next - 1])?.endSeconds;
    if (start !== undefined && start !== null) starts.push(start - startSeconds);
    if (end !== undefined && end !== null) ends.push(end - endSeconds);
    first = next;
  }
  return { starts, ends, prompts: prompts.length };
}

function wordAt(written: readonly WrittenWord[], index: number | null | undefined): WrittenWord | undefined {
  return index === null || index === undefined ? undefined : written[index];
}

function normalizedParts({ text, startSeconds, endSeconds }: TranscribedWord): readonly WrittenWord[] {
  const parts = wordsOf(text);
  return parts.map((part, index) => ({
    text: part,
    startSeconds: index === 0 ? startSeconds : null,
    endSeconds: index === parts.length - 1 ? endSeconds : null,
  }));
}
