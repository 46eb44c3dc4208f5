import { SAMPLE_RATE, type SampleRange } from '../audio/audio-format';
import type { TranscriptSegment } from '../transcript/transcript';
import type { AudioWindow } from './audio-window';
import { cutWindow } from './cut-window';

/** Text with the times that the model gave it, relative to the window. */
export interface TimedText {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
}

/** Whisper's times are off by a few tenths; a border of speech this near is where the text really begins or ends. */
const SNAP_SECONDS = 1;
/** A stretch of speech counts as read if this share of it lies within some text. */
const COVERED_SHARE = 0.5;

/**
 * Segments with their place in the recording. Borders near a border of speech are moved onto it, which the
 * voice detector knows better than the model; order is kept and nothing overlaps.
 */
export function placeSegments(
  window: AudioWindow,
  texts: readonly TimedText[],
  language: string,
): readonly TranscriptSegment[] {
  const offsetSeconds = window.startSample / SAMPLE_RATE;
  const starts = window.speech.map(({ startSample }) => startSample / SAMPLE_RATE);
  const ends = window.speech.map(({ endSample }) => endSample / SAMPLE_RATE);
  const segments: TranscriptSegment[] = [];
  let previousEnd = 0;
  for (const { startSeconds, endSeconds, text } of texts) {
    const trimmed = text.trim();
    if (trimmed === '') continue;
    const start = Math.max(previousEnd, snap(startSeconds, starts));
    const end = Math.max(start, snap(endSeconds, ends));
    previousEnd = end;
    segments.push({
      startSeconds: offsetSeconds + start,
      endSeconds: offsetSeconds + end,
      text: trimmed,
      language,
    });
  }
  return segments;
}

function snap(seconds: number, borders: readonly number[]): number {
  let nearest = seconds;
  let distance = SNAP_SECONDS;
  for (const border of borders) {
    if (Math.abs(border - seconds) < distance) [nearest, distance] = [border, Math.abs(border - seconds)];
  }
  return nearest;
}

/**
 * Speech of `window` that no text covers: with timestamps the model now and then stops early or skips a phrase
 * after a pause. Neighbouring stretches come as one window, to be read again.
 */
export function unreadWindows(window: AudioWindow, texts: readonly TimedText[]): readonly AudioWindow[] {
  const groups: (SampleRange & { readonly last: number })[] = [];
  window.speech.forEach((range, index) => {
    if (coveredShare(range, texts) >= COVERED_SHARE) return;
    const group = groups.at(-1)?.last === index - 1 ? groups.pop() : undefined;
    const { startSample } = group ?? range;
    groups.push({ startSample, endSample: range.endSample, last: index });
  });
  return groups.map((range) => cutWindow(window, range));
}

function coveredShare({ startSample, endSample }: SampleRange, texts: readonly TimedText[]): number {
  const start = startSample / SAMPLE_RATE;
  const end = endSample / SAMPLE_RATE;
  const covered = texts.reduce(
    (sum, text) => sum + Math.max(0, Math.min(end, text.endSeconds) - Math.max(start, text.startSeconds)),
    0,
  );
  return end > start ? covered / (end - start) : 1;
}
