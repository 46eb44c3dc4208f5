import { ownName } from '../core/own-storage';
import type { WorkerState } from '../protocol/worker-client';

/**
 * In a worker: takes a lock that the browser frees when the worker ends, however it ends. The page is told its name
 * and waits for it: a worker that is killed or closes itself sends no error event (Chromium 156).
 */
export function announceLife(): void {
  const lockName = ownName(`worker:${crypto.randomUUID()}`);
  void navigator.locks.request(lockName, () => {
    tell({ kind: 'alive', lockName });
    return new Promise(() => undefined);
  });
}

/** In a worker that loads something as it starts: the page starts another where that fails. */
export function announceFailure(): void {
  tell({ kind: 'not-loaded' });
}

function tell(state: WorkerState): void {
  self.postMessage(state);
}

/** On the page: settles when the worker that holds `lockName` has ended. */
export function whenWorkerEnds(lockName: string): Promise<void> {
  return navigator.locks.request(lockName, () => undefined);
}
