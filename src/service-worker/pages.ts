import type {
  RequestSeen,
  ServiceWorkerAnswer,
  ServiceWorkerRequest,
  KeptParts,
} from '../lib/protocol/service-worker';
import { deleteLegacyCaches } from '../lib/library/legacy-caches';
import { hasGpuRuntime, keepGpuRuntime, removeOlderGpuRuntimes } from './gpu-runtime';
import { removeOlderShells } from './shell';

declare const self: ServiceWorkerGlobalScope;

/** Serves what pages ask, see protocol/service-worker. */
export function answerPage(event: ExtendableMessageEvent): void {
  const { data, ports } = event;
  if (!isRequest(data)) return;
  const answer = (value: ServiceWorkerAnswer) => ports[0]?.postMessage(value);
  event.waitUntil(serve(event, data, answer).catch(() => answer({ type: 'failed' })));
}

async function serve(
  event: ExtendableMessageEvent,
  request: ServiceWorkerRequest,
  answer: (value: ServiceWorkerAnswer) => void,
): Promise<void> {
  switch (request.type) {
    case 'which-parts':
      return answer({ type: 'parts', ...(await keptParts()) });
    case 'keep-gpu-runtime':
      await keepGpuRuntime(event, (receivedBytes, totalBytes) =>
        answer({ type: 'progress', receivedBytes, totalBytes }),
      );
      return answer({ type: 'parts', ...(await keptParts()) });
    case 'started':
      return removeWhatIsOlder();
  }
}

/** A worker that is installed has its shell, and kernels and voice detector in it. */
async function keptParts(): Promise<KeptParts> {
  return { shell: true, detector: true, gpuRuntime: await hasGpuRuntime() };
}

/** Where other windows are open, one of them may run a version before. */
async function removeWhatIsOlder(): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' });
  if (windows.length > 1) return;
  await Promise.all([
    removeOlderShells(),
    removeOlderGpuRuntimes(),
    deleteLegacyCaches(caches, self.registration.scope),
  ]);
}

/** Tells every window of a request that one of them, or a worker of it, makes. */
export async function tellPages(request: Request, outcome: RequestSeen['outcome']): Promise<void> {
  const seen: RequestSeen = { type: 'request-seen', origin: new URL(request.url).origin, outcome };
  const windows = await self.clients.matchAll({ type: 'window' });
  for (const each of windows) each.postMessage(seen);
}

function isRequest(data: unknown): data is ServiceWorkerRequest {
  return typeof data === 'object' && data !== null && 'type' in data;
}
