import { samplesIn, type SampleRange } from '../audio/audio-format';

/** Of less speech the model cannot tell the language. */
const MIN_PASSAGE_MS = 1_000;

/** Phrases with enough speech together to tell their language; from the first one's start to the last one's end. */
export interface Passage extends SampleRange {
  /** Without the pauses between the phrases. */
  readonly speechSamples: number;
}

/**
 * Joins phrases that are too short with the neighbour across the shorter pause.
 *
 * @param phrases in order
 * @returns in order; with less than a second of speech only where there is but one
 */
export function passagesOf(phrases: readonly SampleRange[]): readonly Passage[] {
  const passages: Passage[] = phrases.map((phrase) => ({ ...phrase, speechSamples: lengthOf(phrase) }));
  for (;;) {
    const short = passages.findIndex(({ speechSamples }) => speechSamples < samplesIn(MIN_PASSAGE_MS));
    if (short < 0 || passages.length === 1) return passages;
    const first = pauseBehind(passages, short - 1) <= pauseBehind(passages, short) ? short - 1 : short;
    passages.splice(first, 2, ...joined(passages.slice(first, first + 2)));
  }
}

/** Infinity where there is no passage on one of the sides. */
function pauseBehind(passages: readonly Passage[], index: number): number {
  const [passage, next] = [passages[index], passages[index + 1]];
  return passage && next ? next.startSample - passage.endSample : Infinity;
}

function joined([passage, next]: readonly Passage[]): readonly Passage[] {
  if (!passage || !next) return [];
  const speechSamples = passage.speechSamples + next.speechSamples;
  return [{ startSample: passage.startSample, endSample: next.endSample, speechSamples }];
}

function lengthOf({ startSample, endSample }: SampleRange): number {
  return endSample - startSample;
}
