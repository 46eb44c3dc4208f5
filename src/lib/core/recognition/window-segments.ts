import type { AlignedWord } from '../alignment/word-times';
import { SAMPLE_RATE, type SampleRange } from '../audio/audio-format';
import type { AudioWindow } from '../endpointing/audio-window';
import { endsSentence } from '../text/sentence-end';
import { isWrittenUnspaced } from '../text/unspaced-languages';
import { cutWindow } from '../endpointing/cut-window';
import { splitUnspaced } from './unspaced-segments';

/** A stretch of speech counts as read if words take up this share of it. */
const COVERED_SHARE = 0.3;
/** People breathe in mid-sentence; what comes after this is another thought. */
const LONG_PAUSE_SECONDS = 1;
/** Whisper writes languages without spaces without signs as well, most times: a shorter pause is all that parts sentences. */
const UNSPACED_PAUSE_SECONDS = 0.5;
/** What tells an abbreviation, and a number that is all of a segment. */
const LAST_WORDS = 3;

/**
 * Words parted into segments: where a sentence ends, at longer pauses, and in languages without spaces wherever a long one
 * is best parted.
 *
 * @param words relative to the window, in order
 * @returns each with one word or more
 */
export function segmentWords(words: readonly AlignedWord[]): readonly (readonly AlignedWord[])[] {
  const segments: AlignedWord[][] = [];
  for (const word of words) {
    const segment = segments.at(-1);
    if (!segment || isOver(segment, word)) segments.push([word]);
    else segment.push(word);
  }
  return segments.flatMap(splitUnspaced);
}

/** Whether `next` begins another segment. */
function isOver(segment: readonly AlignedWord[], next: AlignedWord): boolean {
  const pauseSeconds = next.startSeconds - (segment.at(-1)?.endSeconds ?? next.startSeconds);
  const lastWords = segment
    .slice(-LAST_WORDS)
    .map(({ text }) => text)
    .join('');
  const isPaused =
    pauseSeconds >= (isWrittenUnspaced(lastWords) ? UNSPACED_PAUSE_SECONDS : LONG_PAUSE_SECONDS);
  return isPaused || endsSentence(lastWords, { text: next.text, pauseSeconds });
}

/**
 * Speech of `window` that no word covers: now and then the model stops early or skips a phrase after a pause.
 * Neighbouring stretches come as one window, to be read again.
 */
export function unreadWindows(window: AudioWindow, words: readonly AlignedWord[]): readonly AudioWindow[] {
  const groups: (SampleRange & { readonly last: number })[] = [];
  window.speech.forEach((range, index) => {
    if (coveredShare(range, words) >= COVERED_SHARE) return;
    const group = groups.at(-1)?.last === index - 1 ? groups.pop() : undefined;
    const { startSample } = group ?? range;
    groups.push({ startSample, endSample: range.endSample, last: index });
  });
  return groups.map((range) => cutWindow(window, range));
}

function coveredShare({ startSample, endSample }: SampleRange, words: readonly AlignedWord[]): number {
  const start = startSample / SAMPLE_RATE;
  const end = endSample / SAMPLE_RATE;
  const covered = words.reduce(
    (sum, word) => sum + Math.max(0, Math.min(end, word.endSeconds) - Math.max(start, word.startSeconds)),
    0,
  );
  return end > start ? covered / (end - start) : 1;
}
