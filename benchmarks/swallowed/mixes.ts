import { seededRandom } from '../../testing/seeded-random';
import type { RecordingPart } from '../lib/joined-recording';
import { LANGUAGES, type SpokenClip } from '../lib/spoken-clips';

export const MIX_KINDS = [
  'one-language',
  'two-languages',
  'repeats',
  'quiet-side',
  'two-languages-without-pause',
] as const;
export type MixKind = (typeof MIX_KINDS)[number];

/** Clips said one after the other. */
export interface Mix {
  readonly kind: MixKind;
  /** "repeats-003". */
  readonly name: string;
  readonly parts: readonly RecordingPart[];
}

type Random = () => number;

const FEWEST_PARTS = 2;
const MOST_PARTS = 5;
const SHORTEST_GAP_SECONDS = 0.1;
const LONGEST_GAP_SECONDS = 1;
/** Of the quiet side. */
const LEAST_DROP_DB = 20;
const MOST_DROP_DB = 28;
/** The kinds have seeds of their own, so that one alone has the same mixes as all together. */
const SEED_STEP = 7919;

/**
 * The first `count` mixes of a kind: the same for the same clips and seed, and the same again where more are wanted.
 *
 * @param clips in both languages, at least MOST_PARTS of each
 */
export function drawMixes(
  clips: readonly SpokenClip[],
  kind: MixKind,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Mix[] {
  const random = seededRandom(seed + SEED_STEP * MIX_KINDS.indexOf(kind));
  return Array.from({ length: count }, (_, index) => ({
    kind,
    name: `${kind}-${String(index).padStart(3, '0')}`,
    parts: withQuietSide(kind, withGaps(kind, drawClips(clips, kind, { index, random }), random), random),
  }));
}

function drawClips(
  clips: readonly SpokenClip[],
  kind: MixKind,
  { index, random }: { readonly index: number; readonly random: Random },
): readonly SpokenClip[] {
  const count = whole(FEWEST_PARTS, MOST_PARTS, random);
  const languageAt = (part: number) => LANGUAGES[part % LANGUAGES.length] ?? '';
  const of = (language: string) => clips.filter((clip) => clip.language === language);
  switch (kind) {
    case 'one-language':
    case 'quiet-side':
      return drawDifferent(of(languageAt(index)), count, random);
    case 'two-languages':
    case 'two-languages-without-pause': {
      const drawn = LANGUAGES.map((language) => drawDifferent(of(language), count, random));
      return Array.from(
        { length: count },
        (_, part) => drawn[(index + part) % LANGUAGES.length]?.[part],
      ).flatMap((clip) => clip ?? []);
    }
    case 'repeats': {
      // One clip again and again, or two clips of which each is said twice or more.
      const [first, second] = drawDifferent(of(languageAt(index)), 2, random);
      if (!first || !second) return [];
      if (count < 4) return Array<SpokenClip>(count).fill(first);
      const firstTimes = whole(2, count - 2, random);
      return [
        ...Array<SpokenClip>(firstTimes).fill(first),
        ...Array<SpokenClip>(count - firstTimes).fill(second),
      ];
    }
  }
}

function withGaps(kind: MixKind, clips: readonly SpokenClip[], random: Random): readonly RecordingPart[] {
  const hasGaps = kind !== 'two-languages-without-pause';
  return clips.map((clip, index) => ({
    clip,
    gapSeconds: !hasGaps || index === 0 ? 0 : between(SHORTEST_GAP_SECONDS, LONGEST_GAP_SECONDS, random),
    gainDb: 0,
  }));
}

function withQuietSide(
  kind: MixKind,
  parts: readonly RecordingPart[],
  random: Random,
): readonly RecordingPart[] {
  if (kind !== 'quiet-side') return parts;
  const quiet = whole(0, parts.length - 1, random);
  const gainDb = -between(LEAST_DROP_DB, MOST_DROP_DB, random);
  return parts.map((part, index) => (index === quiet ? { ...part, gainDb } : part));
}

function drawDifferent(clips: readonly SpokenClip[], count: number, random: Random): readonly SpokenClip[] {
  const left = [...clips];
  return Array.from({ length: count }, () => left.splice(whole(0, left.length - 1, random), 1)).flat();
}

function whole(least: number, most: number, random: Random): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** Rounded to hundredths, so that a report says exactly what was joined. */
function between(least: number, most: number, random: Random): number {
  return Math.round(100 * (least + random() * (most - least))) / 100;
}
