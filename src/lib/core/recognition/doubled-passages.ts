import { spokenLetters } from '../hallucination/spoken-length';
import { plainText } from '../text/plain-text';
import type { TranscriptSegment } from '../transcript/transcript';

/** Letters a second, pauses within included. Speech that is said twice in a row has 12 to 16. */
const FASTEST_TWICE_LETTERS_PER_SECOND = 20;
/** What is said in fewer letters may be said twice in a breath. */
const MIN_LETTERS = 20;

/**
 * Segments of a window with what was said once and is written twice held back once: one passage, of a segment or
 * several, behind the same passage, in less time than it takes to say both. The decoder begins a passage again, or one
 * whose words were placed elsewhere is read by itself. Of the two the one with less time is held back.
 *
 * @param segments in order
 */
export function withoutDoubledPassages(segments: readonly TranscriptSegment[]): readonly TranscriptSegment[] {
  const kept = segments.flatMap(({ dropped }, index) => (dropped ? [] : [index]));
  const texts = kept.map((index) => plainText(segments[index]?.text ?? ''));
  const heldBack = new Set<number>();
  for (let first = 0; first < kept.length;) {
    const length = doubledLength(texts, first);
    const turns = [first, first + length].map((from) => kept.slice(from, from + length));
    const [one = [], other = []] = turns;
    const passages = [one, other].map((turn) => turn.flatMap((index) => segments[index] ?? []));
    const isTooFast = length > 0 && lettersPerSecond(passages.flat()) > FASTEST_TWICE_LETTERS_PER_SECOND;
    if (!isTooFast) {
      first++;
      continue;
    }
    const [a = [], b = []] = passages;
    for (const index of secondsOf(a) < secondsOf(b) ? one : other) heldBack.add(index);
    first += 2 * length;
  }
  return segments.map((segment, index) =>
    heldBack.has(index) ? { ...segment, dropped: 'repetition' as const } : segment,
  );
}

/** How many texts from `first` on come once more right behind them, at most; 0 where none do, or they say too little. */
function doubledLength(texts: readonly string[], first: number): number {
  for (let length = Math.floor((texts.length - first) / 2); length > 0; length--) {
    const turn = texts.slice(first, first + length);
    const isSame = turn.every((text, index) => text === texts[first + length + index]);
    if (isSame && spokenLetters(turn.join('')) >= MIN_LETTERS) return length;
  }
  return 0;
}

function lettersPerSecond(segments: readonly TranscriptSegment[]): number {
  return spokenLetters(segments.map(({ text }) => text).join('')) / secondsOf(segments);
}

/** From the first beginning to the last end. */
function secondsOf(segments: readonly TranscriptSegment[]): number {
  const start = Math.min(...segments.map(({ startSeconds }) => startSeconds));
  const end = Math.max(...segments.map(({ endSeconds }) => endSeconds));
  return end - start;
}
