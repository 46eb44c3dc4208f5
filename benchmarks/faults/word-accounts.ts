import type { Cue } from '../dictation/spoken-cues';
import { alignWords } from '../lib/word-alignment';

/** What comes later than this before the end may be on its way to the disk. */
export const GRACE_MS = 2_000;
/** So many of a phrase's words make it found: the model hears some of them wrong in any case. */
const FOUND_SHARE = 0.4;
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
  /** When a microphone began to hear; null before. */
  readonly heardFromMs: number | null;
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

export function plainWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What had been on the page for GRACE_MS when it ended, and was not taken away by a person. */
export function shownBefore(sights: readonly Sight[], endMs: number): Shown {
  const old = sights.filter(({ atMs }) => atMs <= endMs - GRACE_MS);
  const document = old.findLast((sight) => sight.document !== null)?.document ?? '';
  const list = old.findLast(({ rows }) => rows !== null)?.rows ?? [];
  const recordings = list.map(({ name }) => {
    const isOpen = ({ rows }: Sight) => rows?.some((row) => row.name === name && row.isOpen) ?? false;
    return { name, words: plainWords(old.findLast(isOpen)?.transcript ?? '') };
  });
  return { document: plainWords(document), recordings };
}

type Shown = Pick<Stakes, 'document' | 'recordings'>;

/** What one window showed, and what another showed beside. */
export function withOthers(one: Shown, other: Shown): Shown {
  const names = one.recordings.map(({ name }) => name);
  return {
    document: [...one.document, ...missing(other.document, one.document)],
    recordings: [...one.recordings, ...other.recordings.filter(({ name }) => !names.includes(name))],
  };
}

/** Phrases whose last sample was spoken GRACE_MS before the end. */
export function spokenBefore(
  cues: readonly Cue[],
  heardFromMs: number | null,
  endMs: number,
): readonly Cue[] {
  if (heardFromMs === null) return [];
  return cues.filter(({ endSeconds }) => heardFromMs + endSeconds * 1000 <= endMs - GRACE_MS);
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
  if (isHeard(document)) return true;
  if (offeredText !== null) return isHeard(offeredText);
  return offeredSeconds.some((seconds) => seconds >= cue.endSeconds - SOUND_TOLERANCE_SECONDS);
}

export function shareOf(wanted: readonly string[], written: readonly string[]): number {
  return 1 - missing(wanted, written).length / Math.max(wanted.length, 1);
}
