import type { AlignedWord } from '../../alignment/word-times';
import type { SampleRange } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { cutWindow } from '../../endpointing/cut-window';
import { spokenLetters } from '../../hallucination/spoken-length';
import type { UnreadStretch } from '../../recognition/unread/unread-stretch';
import { unreadStretches } from '../../recognition/unread/unread-stretches';
import type { TranscriptSegment } from '../../transcript/transcript';

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

/** All of the window would be read as before: it is parted in its longest pause. */
function partsOf({ phrases }: AudioWindow, { parts }: UnreadStretch): readonly SampleRange[] {
  const [first] = phrases;
  const last = phrases.at(-1);
  const [only, ...others] = parts;
  if (!first || !last || !only || others.length > 0) return parts;
  if (only.startSample > first.startSample || only.endSample < last.endSample) return parts;
  if (phrases.length === 1) return [];
  const pauses = phrases.slice(1).map((next, index) => next.startSample - (phrases[index]?.endSample ?? 0));
  const at = pauses.indexOf(Math.max(...pauses));
  return [
    { startSample: first.startSample, endSample: phrases[at]?.endSample ?? last.endSample },
    { startSample: phrases[at + 1]?.startSample ?? last.endSample, endSample: last.endSample },
  ];
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
