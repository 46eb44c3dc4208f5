import type { TranscriptSegment } from '$lib/core/transcript/transcript';

/** A segment in French unless said otherwise. */
export function segment(
  startSeconds: number,
  endSeconds: number,
  text: string,
  language = 'fr',
): TranscriptSegment {
  return { startSeconds, endSeconds, text, language };
}

/** A segment of words with their starts in seconds: each ends where the next begins, the last after half a second. */
export function spoken(language: string, ...starts: (readonly [number, string])[]): TranscriptSegment {
  const words = starts.map(([startSeconds, text], index) => {
    const endSeconds = starts[index + 1]?.[0] ?? startSeconds + 0.5;
    return { text, startSeconds, endSeconds, probability: 0.9 };
  });
  const text = words.map((word) => word.text).join('');
  return { ...segment(words[0]!.startSeconds, words.at(-1)!.endSeconds, text.trim(), language), words };
}
