import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import type { Cue } from './spoken-cues';
import type { Sighting } from './watched-page';

/** Utterances shorter than this are over before anything can be agreed on. */
const COMMITTED_FROM_SECONDS = 4;

/** What came of the phrases between two pauses. */
export interface HeardUtterance {
  readonly text: string;
  /** From the last sample of speech to the painted text. */
  readonly finalMs: number;
  /** From the first sample of speech to a first word that stays; null where none was shown before the end. */
  readonly firstWordMs: number | null;
  /** Committed before the speech ended; null of short ones. */
  readonly committedShare: number | null;
  /** Committed words that the final text has otherwise. */
  readonly revisedWords: number;
}

/**
 * Final texts as they were painted, with the phrases that each is of: those that ended since the one before. A text
 * that comes in the middle of a phrase is the first part of it, and belongs to no end.
 *
 * @param cues with times in milliseconds since 1970
 */
export function heardUtterances(
  cues: readonly (Cue & { readonly startMs: number; readonly endMs: number })[],
  sightings: readonly Sighting[],
): readonly HeardUtterance[] {
  const heard: HeardUtterance[] = [];
  let before = '';
  let firstSighting = 0;
  let nextCue = 0;
  for (const [index, { text, paintedMs }] of sightings.entries()) {
    if (text.length <= before.length) continue;
    const own = text.slice(before.length);
    before = text;
    const shown = sightings.slice(firstSighting, index);
    firstSighting = index + 1;
    const ended = cues.slice(nextCue).filter(({ endMs }) => endMs < paintedMs);
    const [first, last] = [ended[0], ended.at(-1)];
    if (!first || !last) continue;
    nextCue += ended.length;
    heard.push({
      text: own.trim(),
      finalMs: paintedMs - last.endMs,
      firstWordMs: firstWordMs(own, first.startMs, shown),
      committedShare: committedShare(own, first.startMs, last.endMs, shown),
      revisedWords: revisedWords(own, shown),
    });
  }
  return heard;
}

function firstWordMs(text: string, startMs: number, shown: readonly Sighting[]): number | null {
  const [wanted] = wordsOf(text);
  const sighting = shown.find(
    ({ committed, tentative }) => wordsOf(`${committed} ${tentative}`)[0] === wanted,
  );
  return sighting ? sighting.paintedMs - startMs : null;
}

function committedShare(
  text: string,
  startMs: number,
  endMs: number,
  shown: readonly Sighting[],
): number | null {
  if (endMs - startMs < COMMITTED_FROM_SECONDS * 1000) return null;
  const inTime = shown.filter(({ paintedMs }) => paintedMs <= endMs).at(-1);
  const words = wordsOf(text).length;
  return words === 0 ? null : Math.min(1, wordsOf(inTime?.committed ?? '').length / words);
}

function revisedWords(text: string, shown: readonly Sighting[]): number {
  const words = wordsOf(text);
  const committed = wordsOf(shown.at(-1)?.committed ?? '');
  return committed.filter((word, index) => word !== words[index]).length;
}
