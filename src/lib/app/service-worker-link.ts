import { Workbox } from 'workbox-window';
import { AppError } from '../core/errors';
import {
  OFFLINE_LOCK_CACHE,
  type EngineBuild,
  type KeptParts,
  type RequestSeen,
  type ServiceWorkerAnswer,
  type ServiceWorkerRequest,
} from '../protocol/service-worker';

/** The service worker, as the page sees it; a test has its own. */
export interface ServiceWorkerLink {
  /** False where the browser keeps nothing for this page. */
  isRegistered(): Promise<boolean>;
  whichParts(engine: EngineBuild): Promise<KeptParts>;
  /** @throws AppError model-download-failed */
  keepEngine(
    engine: EngineBuild,
    onProgress: (receivedBytes: number, totalBytes: number | null) => void,
  ): Promise<KeptParts>;
  /** This page works: what only older versions need can go. */
  started(): Promise<void>;
  /** Whether requests to other origins are refused. */
  isLocked(): Promise<boolean>;
  setLock(isLocked: boolean): Promise<void>;
  onRequest(listener: (seen: RequestSeen) => void): void;
  /** A new version and its engine are on this device. */
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
    whichParts: (engine) => ask({ type: 'which-parts', engine }),
    keepEngine: (engine, onProgress) => ask({ type: 'keep-engine', engine }, onProgress),
    started: () => tell({ type: 'started' }),
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

async function tell(request: ServiceWorkerRequest): Promise<void> {
  (await navigator.serviceWorker.ready).active?.postMessage(request);
}

async function ask(
  request: ServiceWorkerRequest,
  onProgress: (receivedBytes: number, totalBytes: number | null) => void = () => undefined,
): Promise<KeptParts> {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<ServiceWorkerAnswer>) => {
      if (data.type === 'progress') return onProgress(data.receivedBytes, data.totalBytes);
      port1.close();
      if (data.type === 'parts') resolve(data);
      else reject(new AppError('model-download-failed', 'the service worker could not bring the engine'));
    };
    active?.postMessage(request, [port2]);
  });
}

function isRequestSeen(data: unknown): data is RequestSeen {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'request-seen';
}
