import type { AlignedWord } from '../alignment/word-times';
import { SAMPLE_RATE } from '../audio/audio-format';
import { judgeText } from '../hallucination/judge-text';
import { gatherEvidence } from '../hallucination/text-evidence';
import type { TranscriptSegment } from '../transcript/transcript';
import type { AudioWindow } from '../endpointing/audio-window';

/**
 * Words of a window as a segment with its place in the recording, held back where they were not said.
 *
 * @param words of one segment, relative to the window, at least one
 */
export function judgedSegment(
  window: AudioWindow,
  words: readonly AlignedWord[],
  language: string,
  noSpeechProbability: number,
): TranscriptSegment {
  const text = words.map((word) => word.text).join('');
  const startSeconds = words.at(0)?.startSeconds ?? 0;
  const endSeconds = words.at(-1)?.endSeconds ?? startSeconds;
  const logProbabilities = words.flatMap((word) => word.logProbabilities);
  const meanLogProbability = logProbabilities.reduce((sum, log) => sum + log, 0) / logProbabilities.length;
  const spoken = { text, startSeconds, endSeconds, words, meanLogProbability, noSpeechProbability };
  const dropped = judgeText(gatherEvidence(window, spoken));
  const offsetSeconds = window.startSample / SAMPLE_RATE;
  return {
    startSeconds: offsetSeconds + startSeconds,
    endSeconds: offsetSeconds + endSeconds,
    text: text.trim(),
    language,
    words: words.map((word, index) => ({
      text: index === 0 ? word.text.trimStart() : word.text,
      startSeconds: offsetSeconds + word.startSeconds,
      endSeconds: offsetSeconds + word.endSeconds,
      probability: word.probability,
    })),
    ...(dropped ? { dropped } : {}),
  };
}
