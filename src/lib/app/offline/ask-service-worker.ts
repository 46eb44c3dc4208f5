import { AppError, CancelledError } from '../../core/errors';
import { whileMoving } from '../../protocol/patience';
import type { KeptParts, ServiceWorkerAnswer, ServiceWorkerRequest } from '../../protocol/service-worker';

/** A first visit brings all pages before there is a service worker that answers, and gives no sign meanwhile. */
const INSTALL_LIMIT_MS = 180_000;

export interface AskOptions {
  readonly onProgress?: (receivedBytes: number, totalBytes: number | null) => void;
  readonly signal?: AbortSignal;
}

/** The parts of navigator.serviceWorker that are used. */
export type ServiceWorkers = Pick<ServiceWorkerContainer, 'ready'>;

/**
 * Asks the service worker of this page, which may be ended by the browser at any time and then never answers.
 *
 * @throws AppError app-not-loaded where it does not answer, or says that it failed
 * @throws CancelledError once `signal` is aborted
 */
export async function askServiceWorker(
  workers: ServiceWorkers,
  request: ServiceWorkerRequest,
  { onProgress = () => undefined, signal }: AskOptions = {},
): Promise<KeptParts> {
  const { port1, port2 } = new MessageChannel();
  try {
    const worker = await readyWorker(workers, signal);
    const work = ({ moved }: { readonly moved: () => void }) =>
      new Promise<KeptParts>((resolve, reject) => {
        port1.onmessage = ({ data }: MessageEvent<ServiceWorkerAnswer>) => {
          moved();
          if (data.type === 'progress') onProgress(data.receivedBytes, data.totalBytes);
          else if (data.type === 'parts') resolve(data);
          else reject(new Error('the service worker could not bring it'));
        };
        worker.postMessage(request, [port2]);
      });
    return await whileMoving(work, { signal });
  } catch (thrown) {
    if (thrown instanceof CancelledError) throw thrown;
    throw new AppError('app-not-loaded', String(thrown), { cause: thrown });
  } finally {
    port1.close();
  }
}

/** Tells it something that needs no answer. */
export async function tellServiceWorker(
  workers: ServiceWorkers,
  request: ServiceWorkerRequest,
): Promise<void> {
  await readyWorker(workers).then(
    (worker) => worker.postMessage(request),
    // There is none: it hears of it at the next start of the app.
    () => undefined,
  );
}

async function readyWorker(workers: ServiceWorkers, signal?: AbortSignal): Promise<ServiceWorker> {
  const { active } = await whileMoving(() => workers.ready, { limitMs: INSTALL_LIMIT_MS, signal });
  if (!active) throw new Error('the service worker has ended');
  return active;
}
