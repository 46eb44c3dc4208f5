import { seededRandom } from '../../testing/seeded-random';

/** What is going on when something ends. */
export type ActivityName =
  | 'dictating'
  /** Stop has been pressed: the last text is being written, or has just been. */
  | 'finishing'
  | 'typing'
  | 'transcribing'
  | 'copying'
  | 'importing'
  | 'deleting'
  | 'updating';

/** From the beginning of an activity: between when and when it is interrupted. */
const MOMENTS_MS: Readonly<Record<ActivityName, readonly [number, number]>> = {
  dictating: [6_000, 22_000],
  finishing: [0, 6_000],
  typing: [2_500, 9_000],
  transcribing: [2_500, 14_000],
  copying: [300, 8_000],
  importing: [300, 6_000],
  deleting: [0, 2_500],
  updating: [0, 5_000],
};

export const ALL_ACTIVITIES: readonly ActivityName[] = [
  'dictating',
  'finishing',
  'typing',
  'transcribing',
  'copying',
  'importing',
  'deleting',
  'updating',
];

export interface PlannedRun {
  readonly activity: ActivityName;
  /** How often this activity came before. */
  readonly turn: number;
  /** From the beginning of the activity. */
  readonly momentMs: number;
}

/**
 * `count` runs, the activities in turn. The moments of one activity are spread: one at random in each equal part of its
 * time, the parts in random order.
 */
export function planRuns(
  seed: number,
  count: number,
  activities: readonly ActivityName[] = ALL_ACTIVITIES,
): readonly PlannedRun[] {
  const random = seededRandom(seed);
  const moments = activities.map((activity, place) => {
    const turns = Math.ceil((count - place) / activities.length);
    const [fromMs, toMs] = MOMENTS_MS[activity];
    const partMs = (toMs - fromMs) / turns;
    const spread = Array.from(
      { length: Math.max(turns, 0) },
      (_, part) => fromMs + (part + random()) * partMs,
    );
    return shuffled(spread, random);
  });
  return Array.from({ length: count }, (_, index) => {
    const place = index % activities.length;
    const turn = Math.floor(index / activities.length);
    const activity = activities[place] ?? 'typing';
    return { activity, turn, momentMs: Math.round(moments[place]?.[turn] ?? 0) };
  });
}

function shuffled(values: readonly number[], random: () => number): readonly number[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
