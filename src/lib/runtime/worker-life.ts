import { ownName } from '../core/own-storage';

/** What a worker says once it holds its lock. */
export interface AliveMessage {
  readonly kind: 'alive';
  readonly lockName: string;
}

/**
 * In a worker: takes a lock that the browser frees when the worker ends, however it ends. The page is told its name
 * and waits for it: a worker that is killed or closes itself sends no error event (Chromium 156).
 */
export function announceLife(): void {
  const lockName = ownName(`worker:${crypto.randomUUID()}`);
  void navigator.locks.request(lockName, () => {
    const message: AliveMessage = { kind: 'alive', lockName };
    self.postMessage(message);
    return new Promise(() => undefined);
  });
}

/** On the page: settles when the worker that holds `lockName` has ended. */
export function whenWorkerEnds(lockName: string): Promise<void> {
  return navigator.locks.request(lockName, () => undefined);
}
