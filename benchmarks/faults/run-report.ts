import type { Cue } from '../dictation/spoken-cues';
import type { Looked } from './look-again';
import type { SceneSights } from './scene';
import type { PlannedRun } from './schedule';
import {
  accountFor,
  shownBefore,
  shownOf,
  spokenBefore,
  withOthers,
  type Found,
  type Stakes,
} from './word-accounts';

const NAMED_WORDS = 40;

/** One run, as the report has it. */
export interface RunReport extends PlannedRun {
  /** Beside what, or what ended. */
  readonly what: string;
  readonly wordsAtStake: number;
  /** Without those of which the page had said that there is no room for them. */
  readonly wordsLost: number;
  readonly wordsLostAsTold: number;
  /** The first of them. */
  readonly lostWords: string;
  readonly unending: readonly string[];
  readonly found: {
    readonly documentWords: number;
    readonly recordings: readonly string[];
    readonly offeredSeconds: readonly number[];
    readonly offeredText: string | null;
  };
  /** The activity could not be carried out; null where it could. */
  readonly trouble: string | null;
}

interface Evidence {
  readonly run: PlannedRun;
  readonly what: string;
  readonly endMs: number;
  readonly sights: SceneSights;
  readonly looked: Looked;
  readonly trouble: string | null;
  readonly cues: readonly Cue[];
  /** What was there from the beginning. */
  readonly furnished: Found;
  readonly takesAway: { readonly name: string } | 'everything' | null;
}

export function reportOf({
  run,
  what,
  endMs,
  sights,
  looked,
  trouble,
  cues,
  furnished,
  takesAway,
}: Evidence): RunReport {
  const { found, unending } = looked;
  const shown = sights.elsewhere
    .map((seen) => shownBefore(seen, endMs))
    .reduce(withOthers, withOthers(shownBefore(sights.here, endMs), shownOf(furnished)));
  const stakes = withoutTaken({ ...shown, spoken: spokenBefore(cues, sights.here, endMs) }, found, takesAway);
  const { atStake, lost } = accountFor(stakes, found);
  const isTold = sights.here.some(({ atMs, isToldUnkept }) => isToldUnkept && atMs <= endMs);
  return {
    ...run,
    what,
    wordsAtStake: atStake,
    wordsLost: isTold ? 0 : lost.length,
    wordsLostAsTold: isTold ? lost.length : 0,
    lostWords: lost.slice(0, NAMED_WORDS).join(' '),
    unending,
    found: {
      documentWords: found.document.split(/\s+/).filter(Boolean).length,
      recordings: found.recordings.map(({ name, status }) => `${name}: ${status}`),
      offeredSeconds: found.offeredSeconds,
      offeredText: found.offeredText,
    },
    trouble,
  };
}

export function failedReport(run: PlannedRun, what: string, thrown: unknown): RunReport {
  return {
    ...run,
    what,
    wordsAtStake: 0,
    wordsLost: 0,
    wordsLostAsTold: 0,
    lostWords: '',
    unending: [],
    found: { documentWords: 0, recordings: [], offeredSeconds: [], offeredText: null },
    trouble: `the run failed: ${String(thrown).split('\n')[0] ?? ''}`,
  };
}

/** What a person took away may be gone, but only all of it. */
function withoutTaken(stakes: Stakes, found: Found, takesAway: Evidence['takesAway']): Stakes {
  if (takesAway === null) return stakes;
  if (takesAway === 'everything') {
    const isGone = found.document.trim() === '' && found.recordings.length === 0;
    return isGone ? { document: [], recordings: [], spoken: [] } : stakes;
  }
  const isGone = !found.recordings.some(({ name }) => name === takesAway.name);
  const recordings = stakes.recordings.filter(({ name }) => !(isGone && name === takesAway.name));
  return { ...stakes, recordings };
}
