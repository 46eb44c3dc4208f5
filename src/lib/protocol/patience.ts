import { CancelledError } from '../core/errors';

/** So long the network may bring nothing before it counts as stalled. */
export const STALL_MS = 20_000;

/** Nothing has moved for too long. */
export class StalledError extends Error {
  override readonly name = 'StalledError';

  constructor(limitMs: number) {
    super(`nothing has moved for ${limitMs / 1000} s`);
  }
}

/** What a piece of work that is waited for may use. */
export interface Waited {
  /** Something has come: the time starts again, for a slow connection is not a stalled one. */
  readonly moved: () => void;
  /** Aborted once nobody waits any more. */
  readonly signal: AbortSignal;
}

export interface Patience {
  readonly limitMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for `work` as long as something moves. The wait ends at once where it is called off, whatever the work does.
 *
 * @throws StalledError once nothing has moved for `limitMs`
 * @throws CancelledError once `signal` is aborted
 * @throws what `work` throws
 */
export function whileMoving<Result>(
  work: (waited: Waited) => Promise<Result>,
  { limitMs = STALL_MS, signal }: Patience = {},
): Promise<Result> {
  const over = new AbortController();
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      act();
      over.abort();
    };
    const cancel = () => settle(() => reject(new CancelledError()));
    const moved = () => {
      clearTimeout(timer);
      if (over.signal.aborted) return;
      timer = setTimeout(() => settle(() => reject(new StalledError(limitMs))), limitMs);
    };
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    moved();
    work({ moved, signal: over.signal }).then(
      (result) => settle(() => resolve(result)),
      (thrown: unknown) => settle(() => reject(thrown)),
    );
  });
}
