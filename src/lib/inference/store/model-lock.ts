import { AppError, CancelledError } from '../../core/errors';
import { ownName } from '../../core/own-storage';

/**
 * Runs `work` while nobody else, in any window, writes the model of this id. Whoever has the lock dies with it: a worker
 * that is killed leaves none.
 *
 * @throws CancelledError where `signal` is aborted while it waits
 * @throws what `work` throws
 */
export async function withModelLock<Result>(
  id: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await navigator.locks.request(lockName(id), { signal }, work);
  } catch (thrown) {
    if (signal.aborted && thrown instanceof DOMException && thrown.name === 'AbortError')
      throw new CancelledError();
    throw thrown;
  }
}

/**
 * Like it, for what must not wait for a download of an hour.
 *
 * @throws AppError storage-failed where somebody writes this model at the moment
 */
export function withFreeModelLock<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
    if (!lock) throw new AppError('storage-failed', `${id} is being written, in this window or another`);
    return work();
  });
}

function lockName(id: string): string {
  return ownName(`model:${id}`);
}
