import { Workbox } from 'workbox-window';
import { OFFLINE_LOCK_CACHE, type KeptParts, type RequestSeen } from '../../protocol/service-worker';
import { askServiceWorker, tellServiceWorker, type AskOptions } from './ask-service-worker';

/** The service worker, as the page sees it; a test has its own. */
export interface ServiceWorkerLink {
  /** False where the browser keeps nothing for this page. */
  isRegistered(): Promise<boolean>;
  /** @throws AppError app-not-loaded where it does not answer */
  whichParts(): Promise<KeptParts>;
  /**
   * Brings what a graphics card needs.
   *
   * @throws AppError app-not-loaded where it does not come, or nothing of it comes any more
   * @throws CancelledError once the signal is aborted
   */
  keepGpuRuntime(options: AskOptions): Promise<KeptParts>;
  /** This page works: what only older versions need can go. */
  started(): Promise<void>;
  /** Whether requests to other origins are refused. */
  isLocked(): Promise<boolean>;
  setLock(isLocked: boolean): Promise<void>;
  onRequest(listener: (seen: RequestSeen) => void): void;
  /** A new version is on this device, and what it needs. */
  onUpdate(listener: () => void): void;
  /** Another service worker has taken over, wherever that was asked for. */
  onTakenOver(listener: () => void): void;
  lookForUpdate(): Promise<void>;
  takeUpdate(): void;
}

/**
 * Registers the service worker.
 *
 * @param url of its script, in the folder that it serves
 * @returns null where the browser has none: outside of https and localhost, or where storage is blocked
 */
export function linkServiceWorker(url: string): ServiceWorkerLink | null {
  const container = navigator.serviceWorker;
  if (!container) return null;
  const workbox = new Workbox(url, { updateViaCache: 'none' });
  const registered = workbox.register().catch(() => undefined);
  return {
    isRegistered: async () => Boolean(await registered),
    whichParts: () => askServiceWorker(container, { type: 'which-parts' }),
    keepGpuRuntime: (options) => askServiceWorker(container, { type: 'keep-gpu-runtime' }, options),
    started: () => tellServiceWorker(container, { type: 'started' }),
    isLocked: () => caches.has(OFFLINE_LOCK_CACHE),
    setLock: async (isLocked) =>
      void (await (isLocked ? caches.open(OFFLINE_LOCK_CACHE) : caches.delete(OFFLINE_LOCK_CACHE))),
    onRequest: (listener) =>
      container.addEventListener('message', ({ data }) => {
        if (isRequestSeen(data)) listener(data);
      }),
    onUpdate: (listener) => workbox.addEventListener('waiting', listener),
    onTakenOver: (listener) => container.addEventListener('controllerchange', listener),
    lookForUpdate: async () => void (await (await registered)?.update().catch(() => undefined)),
    takeUpdate: () => workbox.messageSkipWaiting(),
  };
}

function isRequestSeen(data: unknown): data is RequestSeen {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'request-seen';
}
