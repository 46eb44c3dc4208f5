import type { AlignedWord } from '$lib/core/alignment/word-times';
import type { AudioWindow } from '$lib/core/endpointing/audio-window';
import type { TranscriptSegment } from '$lib/core/transcript/transcript';
import { fillUnread } from '$lib/core/whisper/reading/fill-unread';
import { describe, expect, test } from 'vitest';
import { windowOf, word } from '../../recognition/unread/spoken-words';

const segment = (text: string, startSeconds: number, probability = 0.9): TranscriptSegment => ({
  text,
  startSeconds,
  endSeconds: startSeconds + 1,
  language: 'en',
  words: [{ text, startSeconds, endSeconds: startSeconds + 1, probability }],
});

/** What is kept of the words, and what is written for each part, by its start in the recording. */
function filled(
  window: AudioWindow,
  words: readonly AlignedWord[],
  parts: Record<number, TranscriptSegment>,
) {
  const segmentsOf = (own: readonly AlignedWord[]) =>
    own.length === 0
      ? []
      : [
          segment(
            own
              .map(({ text }) => text)
              .join('')
              .trim(),
            100 + (own[0]?.startSeconds ?? 0),
          ),
        ];
  const read = ({ startSample, speech: [first] }: AudioWindow) => {
    const found = parts[Math.round((startSample + (first?.startSample ?? 0)) / 16_000)];
    return Promise.resolve(found ? [found] : []);
  };
  return fillUnread(window, words, segmentsOf, read).then((segments) => segments.map(({ text }) => text));
}

describe('what is read of speech that was passed over', () => {
  const window = windowOf([0, 2], [3, 6], [7, 9]);
  const covered = [word(' One.', 0, 1), word(' We', 3, 6), word(' are', 7, 8), word(' here.', 8, 9)];

  test('stands where no word was', async () => {
    const words = [word(' One.', 0, 1.2), word(' Three', 7, 8), word(' it is.', 8, 9)];
    expect(await filled(window, words, { 103: segment('Two.', 103) })).toEqual([
      'One.',
      'Two.',
      'Three it is.',
    ]);
  });

  test('replaces the word that covered it, and the sentence that this word begins is read once more', async () => {
    const parts = { 103: segment('Second sentence.', 103), 107: segment('We are here.', 107) };
    expect(await filled(window, covered, parts)).toEqual(['One.', 'Second sentence.', 'We are here.']);
  });

  test('is let go where it says less than the words that it would replace', async () => {
    expect(await filled(window, covered, { 103: segment('Hm.', 103) })).toEqual(['One.', 'We are here.']);
  });

  test('is let go where it is a guess', async () => {
    const parts = { 103: segment('Second sentence.', 103, 0.2), 107: segment('We are here.', 107, 0.2) };
    expect(await filled(window, covered, parts)).toEqual(['One.', 'We are here.']);
  });
});

test('a window of which nothing was read is parted in its longest pause', async () => {
  const parts = { 100: segment('First.', 100), 104: segment('Second.', 104) };
  expect(await filled(windowOf([0, 1], [1.3, 2], [4, 6]), [], parts)).toEqual(['First.', 'Second.']);
});

test('a sentence that covers nearly all of a window, though nobody speaks so slowly, is parted in its long pauses', async () => {
  const words = [word(' and', 1, 3), word(' the', 10, 11), word(' cry', 11, 17), word(' issued.', 20, 25)];
  const parts = {
    101: segment('Like a nice speech.', 101),
    106: segment('I am from the cutter.', 106),
    109: segment('As light pollution was not.', 109),
    120: segment('and the cry issued.', 120),
  };
  expect(await filled(windowOf([1, 3], [6, 8], [9, 17], [20, 22], [22.3, 25.9]), words, parts)).toEqual(
    Object.values(parts).map(({ text }) => text),
  );
});
