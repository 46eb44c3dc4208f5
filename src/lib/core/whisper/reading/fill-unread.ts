import type { AlignedWord } from '../../alignment/word-times';
import { samplesIn, type SampleRange } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { cutWindow } from '../../endpointing/cut-window';
import { spokenLetters } from '../../hallucination/spoken-length';
import type { UnreadStretch } from '../../recognition/unread/unread-stretch';
import { unreadStretches } from '../../recognition/unread/unread-stretches';
import { overlap } from '../../recognition/unread/word-spans';
import type { TranscriptSegment } from '../../transcript/transcript';

/** So much of a window's speech is all of it, for a text. */
const NEARLY_ALL = 0.9;
/** What lies across it is no part of the same sentence. */
const LONG_PAUSE_MS = 1_000;
/** Text of a part that stands in for words of the whole must be this probable, a word on average. */
const MIN_WORD_PROBABILITY = 0.5;

/**
 * The segments of a window's words, with the speech that they pass over read by itself. What is read there replaces the
 * words that covered it, unless it says less than they do, or is a guess.
 *
 * @param words relative to the window, in order
 * @param segmentsOf words of the window as segments of the recording
 * @param read the text of a part of the window, as segments of the recording
 */
export async function fillUnread(
  window: AudioWindow,
  words: readonly AlignedWord[],
  segmentsOf: (words: readonly AlignedWord[]) => readonly TranscriptSegment[],
  read: (part: AudioWindow) => Promise<readonly TranscriptSegment[]>,
): Promise<readonly TranscriptSegment[]> {
  const segments: TranscriptSegment[] = [];
  let kept = 0;
  for (const stretch of unreadStretches(window, words)) {
    const found: TranscriptSegment[] = [];
    for (const part of partsOf(window, stretch)) found.push(...(await read(cutWindow(window, part))));
    const replaced = words.slice(stretch.firstWord, stretch.endWord);
    if (!isBetter(found, replaced, stretch.mustSay)) continue;
    segments.push(...segmentsOf(words.slice(kept, stretch.firstWord)), ...found);
    kept = stretch.endWord;
  }
  segments.push(...segmentsOf(words.slice(kept)));
  return segments.sort((a, b) => a.startSeconds - b.startSeconds);
}

/** Nearly all of the window would be read as before: it is parted in its long pauses, or else in the longest. */
function partsOf({ phrases }: AudioWindow, { parts }: UnreadStretch): readonly SampleRange[] {
  const [only, ...others] = parts;
  if (!only || others.length > 0) return parts;
  const voiced = phrases.reduce((sum, phrase) => sum + overlap(only, phrase), 0);
  const whole = phrases.reduce((sum, { startSample, endSample }) => sum + endSample - startSample, 0);
  if (voiced < NEARLY_ALL * whole) return parts;
  const within = phrases.filter((phrase) => overlap(only, phrase) > 0);
  if (within.length === 1) return phrases.length === 1 ? [] : parts;
  const pauses = within.slice(1).map((next, index) => next.startSample - (within[index]?.endSample ?? 0));
  const shortest = Math.min(samplesIn(LONG_PAUSE_MS), Math.max(...pauses));
  return within.reduce<readonly SampleRange[]>((found, phrase) => {
    const last = found.at(-1);
    if (!last || phrase.startSample - last.endSample >= shortest) return [...found, phrase];
    return [...found.slice(0, -1), { ...last, endSample: phrase.endSample }];
  }, []);
}

/** How many letters more a text says that must say more. */
const MORE_LETTERS = 3;

function isBetter(
  found: readonly TranscriptSegment[],
  replaced: readonly AlignedWord[],
  mustSay: UnreadStretch['mustSay'],
): boolean {
  if (replaced.length === 0) return true;
  const words = found.filter(({ dropped }) => !dropped).flatMap((segment) => segment.words ?? []);
  if (words.length === 0) return false;
  const mean = words.reduce((sum, { probability }) => sum + probability, 0) / words.length;
  if (mean < MIN_WORD_PROBABILITY) return false;
  const letters = (all: readonly { readonly text: string }[]) =>
    all.reduce((sum, { text }) => sum + spokenLetters(text), 0);
  const more = letters(words) - letters(replaced);
  return mustSay === 'anything' || more >= (mustSay === 'more' ? MORE_LETTERS : 0);
}
