import { SAMPLE_RATE, samplesIn, type SampleRange } from '../audio/audio-format';
import { FRAME_SAMPLES } from '../endpointing/speech-regions';
import { lettersOf } from '../text/plain-text';
import { CLAUSE_SIGNS, endsSentence, SENTENCE_SIGNS } from '../text/sentence-end';
import { isDangling, startsAsSentence } from '../text/sentence-starters';
import {
  segmentsOf,
  textOfWindow,
  type TranscribedWindow,
  type TranscriptSegment,
} from '../transcript/transcript';
import { voiceFrames, type AudioWindow } from '../endpointing/audio-window';

/** After a longer pause it is another sentence, or may as well be. */
const MAX_PAUSE_MS = 1500;
/** At most this much of what was said before is decoded again. */
const MAX_CARRY_OVER_SECONDS = 3;
/** Before its first word. */
const MARGIN_MS = 100;
/** What is left of the pause, behind its one edge and before its other: across a longer one a sentence seems to have ended. */
const PAUSE_SAMPLES = { behind: 2 * FRAME_SAMPLES, before: 6 * FRAME_SAMPLES };
const SIGNS = `(?:\\s?[${SENTENCE_SIGNS}${CLAUSE_SIGNS}]+)+`;
const CLOSING_SIGN = new RegExp(`${SIGNS}$`, 'u');
/** "I" is written so everywhere. */
const NEW_SENTENCE = /^\s*(?!I\b)\p{Lu}/u;
const BEGINS_LARGE = /^\s*\p{Lu}/u;
/** "Sie" and "Ihr" have a capital in mid-sentence too. */
const POLITE = /^\s*(?:Sie|Ihr)\b/u;
const OPENING_SIGN = new RegExp(`^${SIGNS}`, 'u');
/** Of a sentence that goes on it says no more than the pause did. */
const ELLIPSIS = /^(?:\s?(?:\.{2,}|…))+$/u;
const OPENING_DOTS = /^(\s*)(?:\.{2,}|…)\s*/u;

/** An utterance that is over, and its text. */
export interface PreviousUtterance {
  readonly window: AudioWindow;
  readonly text: TranscribedWindow;
}

/** The last words before a pause, to be heard once more with what comes behind it: whether a sentence has ended shows there. */
export interface CarryOver {
  /** Their sound and the new one, with a quarter of a second of the pause. `speech` is that of the new sound alone. */
  readonly window: AudioWindow;
  /** As tokens are made of it: with the space before it, without the sign at its end. */
  readonly text: string;
  /** That sign; empty where there is none. */
  readonly sign: string;
  readonly words: number;
}

/** What becomes of the sign at the end of what was said before. */
export interface Seam {
  readonly was: string;
  readonly now: string;
}

/** Null where the pause was long, or nothing was said before it. */
export function carryOverOf({ window, text }: PreviousUtterance, own: AudioWindow): CarryOver | null {
  const last = segmentsOf([text]).at(-1);
  const words = last && lastWords(last);
  const first = words?.[0];
  if (!first) return null;
  if (isLongPause(window, own)) return null;
  const startSample = first.startSeconds * SAMPLE_RATE - window.startSample - samplesIn(MARGIN_MS);
  const written = ` ${words.map((word) => word.text).join('')}`.replace(/^\s+/u, ' ');
  const sign = CLOSING_SIGN.exec(written)?.[0] ?? '';
  return {
    window: behind(window, startSample, own),
    text: written.slice(0, written.length - sign.length),
    sign,
    words: words.length,
  };
}

/** Parts a text of `carryOver.window`; null where it does not begin with the carry-over. */
export function withoutCarryOver(
  text: TranscribedWindow,
  carryOver: CarryOver,
): { readonly text: TranscribedWindow; readonly seam: Seam } | null {
  const all = text.segments.flatMap(({ words }) => words ?? []);
  const leading = all.slice(0, carryOver.words);
  const written = ` ${leading
    .map((word) => word.text.trim())
    .join(' ')
    .trim()}`;
  const now = CLOSING_SIGN.exec(written)?.[0] ?? '';
  const isCarryOver = lettersOf(written) === lettersOf(carryOver.text);
  if (!isCarryOver) return null;
  const rest = all[carryOver.words]?.text ?? '';
  let left = carryOver.words;
  const segments = text.segments.flatMap((segment) => {
    const words = segment.words ?? [];
    const dropped = Math.min(left, words.length);
    left -= dropped;
    return dropped === 0 ? [segment] : shortened(segment, words.slice(dropped));
  });
  const [first, ...others] = segments;
  const opened = first ? [withoutDots(first), ...others] : [];
  return { text: { ...text, segments: opened }, seam: seamOf(carryOver, now, rest) };
}

/** Splits the sign off the front of a text that continues a carry-over. */
export function parted(own: string): { readonly sign: string; readonly text: string } {
  const sign = OPENING_SIGN.exec(own)?.[0] ?? '';
  return { sign, text: own.slice(sign.length) };
}

/** @param rest what comes behind the sign: where none was heard and that begins with a capital, the sentence had ended */
export function seamOf({ sign }: CarryOver, now: string, rest: string): Seam {
  if (!NEW_SENTENCE.test(rest)) return { was: sign, now: ELLIPSIS.test(now) ? '' : now };
  const written = now === '' ? sign : now;
  // A capital may be a name's; that of "You" is not.
  const isNew = !endsSentence(written) && startsAsSentence(rest) && !POLITE.test(rest);
  return { was: sign, now: isNew ? '.' : written };
}

/**
 * What ends an utterance without a sign once another one begins with a capital after a pause too long for a carry-over.
 * Null where the pause was short, where the text has a sign, and where it breaks off at a word that cannot be the last.
 */
export function seamAfterPause(before: PreviousUtterance, { window, text }: PreviousUtterance): Seam | null {
  const [said, own] = [textOfWindow(before.text).trim(), textOfWindow(text)];
  const isNew = isLongPause(before.window, window) && BEGINS_LARGE.test(own);
  if (!isNew || !/[\p{L}\p{N}]$/u.test(said) || isDangling(said)) return null;
  return { was: '', now: '.' };
}

function isLongPause(before: AudioWindow, own: AudioWindow): boolean {
  const endSample = (before.speech.at(-1)?.endSample ?? 0) + before.startSample;
  return own.startSample + (own.speech[0]?.startSample ?? 0) - endSample > samplesIn(MAX_PAUSE_MS);
}

function shortened(
  segment: TranscriptSegment,
  words: NonNullable<TranscriptSegment['words']>,
): readonly TranscriptSegment[] {
  const [first] = words;
  if (!first) return [];
  const text = words
    .map((word) => word.text)
    .join('')
    .trim();
  return [{ ...segment, startSeconds: first.startSeconds, text, words }];
}

/** As one writes that goes on after a hesitation. */
function withoutDots(segment: TranscriptSegment): TranscriptSegment {
  const words = segment.words?.map((word, index) =>
    index === 0 ? { ...word, text: word.text.replace(OPENING_DOTS, '$1') } : word,
  );
  return { ...segment, text: segment.text.replace(OPENING_DOTS, '$1'), ...(words && { words }) };
}

function lastWords({ words = [], endSeconds }: TranscriptSegment) {
  const first = words.findIndex(({ startSeconds }) => endSeconds - startSeconds <= MAX_CARRY_OVER_SECONDS);
  return first < 0 ? [] : words.slice(first);
}

/** @param startSample relative to `before`; of it whole frames are taken, counted from the pause */
function behind(before: AudioWindow, startSample: number, own: AudioWindow): AudioWindow {
  const speechEnd = before.speech.at(-1)?.endSample ?? before.samples.length;
  const cutEnd = Math.min(before.samples.length, speechEnd + PAUSE_SAMPLES.behind);
  const length = Math.floor((cutEnd - Math.max(0, startSample)) / FRAME_SAMPLES) * FRAME_SAMPLES;
  const said = { startSample: cutEnd - length, endSample: cutEnd };
  const ownStart = Math.max(0, (own.speech[0]?.startSample ?? 0) - PAUSE_SAMPLES.before);
  const next = { startSample: ownStart, endSample: own.samples.length };
  return {
    startSample: own.startSample + ownStart - length,
    samples: joined([before, said], [own, next], length),
    voice: Uint8Array.from([...voiceOf(before, said), ...voiceOf(own, next)]),
    speech: shifted(own.speech, length - ownStart),
    phrases: [...shifted(before.phrases, -said.startSample), ...shifted(own.phrases, length - ownStart)],
  };
}

type Part = readonly [window: AudioWindow, range: SampleRange];

function joined([before, said]: Part, [own, next]: Part, length: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(length + next.endSample - next.startSample);
  samples.set(before.samples.subarray(said.startSample, said.endSample));
  samples.set(own.samples.subarray(next.startSample), length);
  return samples;
}

function voiceOf(window: AudioWindow, range: SampleRange): Uint8Array {
  const { startFrame, endFrame } = voiceFrames(window, range);
  return window.voice.subarray(startFrame, endFrame);
}

function shifted(ranges: readonly SampleRange[], by: number): readonly SampleRange[] {
  return ranges
    .filter(({ endSample }) => endSample + by > 0)
    .map((range) => ({ startSample: Math.max(0, range.startSample + by), endSample: range.endSample + by }));
}
