import type { Recording } from '../../app/recordings/recording';
import { isAboutTheFile, type ErrorCode } from '../../core/errors';

/** A small button at the end of a row. */
export type RowAction = 'earlier' | 'later' | 'pause' | 'cancel' | 'remove';

export interface RowPlace {
  /** Another one waits before it, or behind. */
  readonly canMoveEarlier: boolean;
  readonly canMoveLater: boolean;
}

/**
 * The small buttons of a row, in order. What has stopped has none: where a press has cancelled, a second one removes
 * nothing. It is removed below its name, beside what makes it go on.
 */
export function rowActions({ state }: Recording, place: RowPlace): readonly RowAction[] {
  switch (state.kind) {
    case 'waiting': {
      const moves: readonly (RowAction | null)[] = [
        place.canMoveEarlier ? 'earlier' : null,
        place.canMoveLater ? 'later' : null,
      ];
      return [...moves.filter((each) => each !== null), 'cancel'];
    }
    case 'preparing-model':
    case 'loading-engine':
    case 'running':
      return ['pause', 'cancel'];
    case 'done':
      return ['remove'];
    case 'paused':
    case 'cancelled':
    case 'failed':
      return [];
  }
}

/** The work on it has ended before its end, by a press or by a failure. */
export function isStopped({ state }: Recording): boolean {
  return state.kind === 'paused' || state.kind === 'cancelled' || state.kind === 'failed';
}

/** Whether the same recording may come to its text where it has stopped. */
export function canGoOn(recording: Recording): boolean {
  const { state, keeping } = recording;
  if (!isStopped(recording) || keeping === 'lost') return false;
  return state.kind !== 'failed' || !(isAboutTheFile(state.code) || NEEDS_ANOTHER_PAGE.includes(state.code));
}

/** What stays as it is while this page is open in this browser. */
const NEEDS_ANOTHER_PAGE: readonly ErrorCode[] = [
  'model-unsupported',
  'storage-newer',
  'storage-unavailable',
  'wasm-unsupported',
];
