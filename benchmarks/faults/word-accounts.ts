import type { Cue } from '../dictation/spoken-cues';
import { alignWords } from '../../src/lib/core/text/word-alignment';

/** What comes later than this before the end may be on its way to the disk. */
export const GRACE_MS = 2_000;
/** So many of a phrase's words make it found: the model hears some of them wrong in any case. */
export const FOUND_SHARE = 0.3;
/** The offered length is in whole seconds, and the microphone's beginning is not known to the sample. */
const SOUND_TOLERANCE_SECONDS = 1.3;

/** What was on the page from a moment on. */
export interface Sight {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Null where the page does not show it. */
  readonly document: string | null;
  /** Null where the page does not show the list. */
  readonly rows: readonly Row[] | null;
  /** Of the open recording. */
  readonly transcript: string;
  /** The page says that there is no room to keep things. */
  readonly isToldUnkept: boolean;
  /** When the microphone was opened; null before. */
  readonly openedMs: number | null;
  /** The page says that it hears. */
  readonly isListening: boolean;
  /** Lengths of interrupted dictations that are offered. */
  readonly offeredSeconds: readonly number[];
}

export interface Row {
  readonly name: string;
  readonly status: string;
  readonly isOpen: boolean;
  /** Nothing more will happen to it by itself. */
  readonly isSettled: boolean;
}

export interface FoundRecording {
  readonly name: string;
  readonly status: string;
  readonly text: string;
}

/** What a person finds afterwards. */
export interface Found {
  readonly document: string;
  readonly recordings: readonly FoundRecording[];
  readonly offeredSeconds: readonly number[];
  /** Of an offered dictation that was transcribed; null where it was not. */
  readonly offeredText: string | null;
}

/** Words that must not be lost. */
export interface Stakes {
  readonly document: readonly string[];
  /** Texts by the name of their recording. */
  readonly recordings: readonly { readonly name: string; readonly words: readonly string[] }[];
  readonly spoken: readonly Cue[];
}

export interface Account {
  readonly atStake: number;
  readonly lost: readonly string[];
}

const HALF_WORD = /[\p{L}\p{N}]+$/u;

export function plainWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What had been on the page for GRACE_MS when it ended, and was not taken away by a person. */
export function shownBefore(sights: readonly Sight[], endMs: number): Shown {
  const old = sights.filter(({ atMs }) => atMs <= endMs - GRACE_MS);
  const shown = old.findLast((sight) => sight.document !== null);
  const document = withoutHalfWord(shown, sights);
  const list = old.findLast(({ rows }) => rows !== null)?.rows ?? [];
  const recordings = list.map(({ name }) => {
    const isOpen = ({ rows }: Sight) => rows?.some((row) => row.name === name && row.isOpen) ?? false;
    return { name, words: plainWords(old.findLast(isOpen)?.transcript ?? '') };
  });
  return { document: plainWords(document), recordings };
}

/** A word in the middle of being typed will be there as another. */
function withoutHalfWord(shown: Sight | undefined, sights: readonly Sight[]): string {
  const document = shown?.document ?? '';
  const next = sights.find((sight) => sight.document !== null && sight.atMs > (shown?.atMs ?? Infinity));
  const isGrowing =
    next?.document?.startsWith(document) && /^[\p{L}\p{N}]/u.test(next.document.slice(document.length));
  return isGrowing ? document.replace(HALF_WORD, '') : document;
}

/** What was there from the beginning. */
export function shownOf({ document, recordings }: Found): Shown {
  const texts = recordings.map(({ name, text }) => ({ name, words: plainWords(text) }));
  return { document: plainWords(document), recordings: texts };
}

type Shown = Pick<Stakes, 'document' | 'recordings'>;

/** What one window showed, and what another showed beside. */
export function withOthers(one: Shown, other: Shown): Shown {
  const longest = new Map<string, readonly string[]>();
  for (const { name, words } of [...one.recordings, ...other.recordings])
    if ((longest.get(name)?.length ?? -1) < words.length) longest.set(name, words);
  return {
    document: inOrder(one.document, other.document),
    recordings: [...longest].map(([name, words]) => ({ name, words })),
  };
}

/** The words of both: as one of them has them where that has all of the other, for words come in between as well. */
function inOrder(one: readonly string[], other: readonly string[]): readonly string[] {
  if (missing(one, other).length === 0) return other;
  return [...one, ...missing(other, one)];
}

/**
 * Phrases that were spoken while the page said that it hears, the last sample GRACE_MS before the end; in seconds of
 * what it has heard.
 *
 * @param cues in seconds since the microphone was opened
 */
export function spokenBefore(cues: readonly Cue[], sights: readonly Sight[], endMs: number): readonly Cue[] {
  const openedMs = sights.findLast(({ isListening }) => isListening)?.openedMs ?? null;
  const listening = sights.find((sight) => sight.isListening && sight.openedMs === openedMs);
  if (openedMs === null || !listening) return [];
  const lastMs = Math.min(endMs - GRACE_MS, lastHeardMs(sights));
  const unheardSeconds = (listening.atMs - openedMs) / 1000;
  return cues
    .filter(
      ({ startSeconds, endSeconds }) =>
        startSeconds >= unheardSeconds && openedMs + endSeconds * 1000 <= lastMs,
    )
    .map((cue) => ({
      ...cue,
      startSeconds: cue.startSeconds - unheardSeconds,
      endSeconds: cue.endSeconds - unheardSeconds,
    }));
}

/** When it ceased to hear, as far as it was seen. */
function lastHeardMs(sights: readonly Sight[]): number {
  const last = sights.findLastIndex(({ isListening }) => isListening);
  return sights[last + 1]?.atMs ?? Infinity;
}

/** Words that were there or spoken and that no one finds any more. */
export function accountFor(stakes: Stakes, found: Found): Account {
  const written = found.document;
  const lost = [
    ...missing(stakes.document, plainWords(written)),
    ...stakes.recordings.flatMap((recording) => missingOf(recording, found.recordings)),
    ...stakes.spoken.filter((cue) => !isFound(cue, found)).flatMap(({ text }) => plainWords(text)),
  ];
  const atStake =
    stakes.document.length +
    stakes.recordings.reduce((sum, { words }) => sum + 1 + words.length, 0) +
    stakes.spoken.reduce((sum, { text }) => sum + plainWords(text).length, 0);
  return { atStake, lost };
}

/** A recording that is gone counts as a word more than its text: its sound is gone too. */
function missingOf(
  { name, words }: Stakes['recordings'][number],
  found: readonly FoundRecording[],
): readonly string[] {
  const same = found.filter((each) => each.name === name);
  if (same.length === 0) return [`[${name}]`, ...words];
  const each = same.map(({ text }) => missing(words, plainWords(text)));
  return each.reduce((least, other) => (other.length < least.length ? other : least));
}

function missing(wanted: readonly string[], written: readonly string[]): readonly string[] {
  const places = alignWords(wanted, written);
  return wanted.filter((_, index) => places[index] === null);
}

/** In the document, or in the sound of a dictation that is offered, and heard there where it was transcribed. */
function isFound(cue: Cue, { document, offeredSeconds, offeredText }: Found): boolean {
  const isHeard = (text: string) => shareOf(plainWords(cue.text), plainWords(text)) >= FOUND_SHARE;
  if (isHeard(document) || isHeard(offeredText ?? '')) return true;
  return (
    offeredText === null &&
    offeredSeconds.some((seconds) => seconds >= cue.endSeconds - SOUND_TOLERANCE_SECONDS)
  );
}

export function shareOf(wanted: readonly string[], written: readonly string[]): number {
  return 1 - missing(wanted, written).length / Math.max(wanted.length, 1);
}
