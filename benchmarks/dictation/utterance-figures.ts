import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import { alignWords } from '../../src/lib/core/text/word-alignment';
import type { Cue } from './spoken-cues';
import type { Sighting } from './watched-page';

/** Utterances shorter than this are over before anything can be agreed on. */
const COMMITTED_FROM_SECONDS = 4;
/** A text that stands so soon behind the last sound is early. */
const EARLY_MS = 350;

/** A cue with its times in milliseconds since 1970. */
export type TimedCue = Cue & { readonly startMs: number; readonly endMs: number };

/** A text that was painted as final, and the cues whose words it holds. */
export interface HeardUtterance {
  readonly text: string;
  /** From the last sample of speech to the text that is painted as final; null where it ends in the middle of a cue, or holds none. */
  readonly settledMs: number | null;
  /** The same to the last change of its words, which may be painted before they are final. */
  readonly finalMs: number | null;
  /**
   * What stood on the page soon behind the last sound: the words of the final text, a text for its end that was changed,
   * or one that had not come to its end; null as `finalMs`.
   */
  readonly early: 'right' | 'repaired' | 'behind' | null;
  /** From the first sample of speech to a first word that stays; null where it begins in the middle of a cue. */
  readonly firstWordMs: number | null;
  /** Committed before the speech ended; null of short ones. */
  readonly committedShare: number | null;
  /** Committed words that the final text has otherwise. */
  readonly revisedWords: number;
  /** Place in the live text of its first word, and behind its last. */
  readonly firstWord: number;
  readonly endWord: number;
}

/** Where the words of a cue stand in the live text; null where none of them does. */
interface PlacedCue extends TimedCue {
  readonly first: number | null;
  readonly last: number | null;
}

/** Final texts in the order in which they were painted, each with the times of what was said. */
export function heardUtterances(
  cues: readonly TimedCue[],
  sightings: readonly Sighting[],
): readonly HeardUtterance[] {
  const placed = placedCues(cues, sightings.at(-1)?.text ?? '');
  const heard: HeardUtterance[] = [];
  let firstWord = 0;
  let firstSighting = 0;
  for (const [index, { text, paintedMs }] of sightings.entries()) {
    const words = wordsOf(text);
    if (words.length <= firstWord) continue;
    const own = words.slice(firstWord);
    const [begin, end] = [firstWord, words.length];
    const shown = sightings.slice(firstSighting, index);
    firstWord = end;
    firstSighting = index + 1;
    const holds = (place: number | null) => place !== null && place >= begin && place < end;
    const [first] = placed.filter((cue) => holds(cue.first));
    const last = placed.findLast((cue) => holds(cue.last));
    // Words may be said of a cue before, or behind: those belong to no beginning, and to no end.
    const isEnd = last && !placed.some((cue) => holds(cue.first) && cue.startMs > last.startMs);
    heard.push({
      text: own.join(' '),
      settledMs: isEnd ? paintedMs - last.endMs : null,
      finalMs: isEnd ? lastChangeMs(own, paintedMs, shown) - last.endMs : null,
      early: isEnd ? earlyText(own, last.endMs + EARLY_MS, paintedMs, shown) : null,
      firstWordMs: first ? firstWordMs(own, first.startMs, shown) : null,
      committedShare: first && isEnd ? committedShare(own, first.startMs, last.endMs, shown) : null,
      revisedWords: revisedWords(own, shown),
      firstWord: begin,
      endWord: end,
    });
  }
  return heard;
}

function placedCues(cues: readonly TimedCue[], liveText: string): readonly PlacedCue[] {
  const words = cues.map(({ text }) => wordsOf(text));
  const places = alignWords(words.flat(), wordsOf(liveText));
  let start = 0;
  return cues.map((cue, index) => {
    const end = start + (words[index]?.length ?? 0);
    const own = places.slice(start, end).filter((place) => place !== null);
    start = end;
    return { ...cue, first: own.at(0) ?? null, last: own.at(-1) ?? null };
  });
}

function lastChangeMs(own: readonly string[], settledMs: number, shown: readonly Sighting[]): number {
  const other = shown.findLastIndex((sighting) => wordsShown(sighting).join(' ') !== own.join(' '));
  return shown[other + 1]?.paintedMs ?? settledMs;
}

function wordsShown({ committed, tentative }: Pick<Sighting, 'committed' | 'tentative'>): readonly string[] {
  return wordsOf(`${committed} ${tentative}`);
}

function earlyText(
  own: readonly string[],
  untilMs: number,
  settledMs: number,
  shown: readonly Sighting[],
): 'right' | 'repaired' | 'behind' {
  if (settledMs <= untilMs) return 'right';
  const standing = shown.findLast(({ paintedMs }) => paintedMs <= untilMs);
  const words = standing ? wordsShown(standing) : [];
  if (words.join(' ') === own.join(' ')) return 'right';
  return standing?.seemsOver && words.length >= own.length ? 'repaired' : 'behind';
}

function firstWordMs(own: readonly string[], startMs: number, shown: readonly Sighting[]): number | null {
  const sighting = shown.find((each) => wordsShown(each)[0] === own[0]);
  return sighting ? sighting.paintedMs - startMs : null;
}

function committedShare(
  own: readonly string[],
  startMs: number,
  endMs: number,
  shown: readonly Sighting[],
): number | null {
  if (endMs - startMs < COMMITTED_FROM_SECONDS * 1000) return null;
  const inTime = shown.filter(({ paintedMs }) => paintedMs <= endMs).at(-1);
  return Math.min(1, wordsOf(inTime?.committed ?? '').length / own.length);
}

function revisedWords(own: readonly string[], shown: readonly Sighting[]): number {
  const committed = wordsOf(shown.at(-1)?.committed ?? '');
  return alignWords(committed, own).filter((place) => place === null).length;
}
