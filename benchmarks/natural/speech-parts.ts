import { seededRandom } from '../../testing/seeded-random';
import { SAMPLE_RATE } from '../dictation/spoken-cues';
import type { RecordingPart } from '../lib/joined-recording';
import type { SpokenClip } from '../lib/spoken-clips';

/** Besides the silence that a clip begins and ends with. */
const GAP_SECONDS = 0.3;

/**
 * Clips one after the other until `seconds` are full: each once in its order, then again in another order every time,
 * drawn by the seed.
 *
 * @param clips one or more
 */
export function speechParts(
  clips: readonly SpokenClip[],
  { seconds, seed }: { readonly seconds: number; readonly seed: number },
): readonly RecordingPart[] {
  const random = seededRandom(seed);
  const parts: RecordingPart[] = [];
  let left = seconds;
  for (let round = clips; left > 0; round = shuffled(clips, random)) {
    for (const clip of round) {
      if (left <= 0) break;
      parts.push({ clip, gapSeconds: parts.length === 0 ? 0 : GAP_SECONDS, gainDb: 0 });
      left -= clip.samples.length / SAMPLE_RATE + GAP_SECONDS;
    }
  }
  return parts;
}

function shuffled(clips: readonly SpokenClip[], random: () => number): readonly SpokenClip[] {
  return clips
    .map((clip) => ({ clip, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ clip }) => clip);
}
