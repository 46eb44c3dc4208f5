import { CacheFirst } from 'workbox-strategies';
import { ownName } from '../lib/core/own-storage';
import { whileMoving } from '../lib/protocol/patience';
import { GPU_RUNTIME_URLS } from './build-facts';
import { missingHeaders } from './missing-headers';

const CACHE = ownName('gpu-runtime');
/** Versions before our own kernels had a build of onnxruntime on every device. */
const FORMER_CACHE = ownName('engine');

type OnProgress = (receivedBytes: number, totalBytes: number | null) => void;

/** Keeps what a thread fetches: it does so where a model is to run on a graphics card. */
export const gpuRuntimeStrategy = new CacheFirst({ cacheName: CACHE, plugins: [missingHeaders] });

export function isGpuRuntime(url: URL): boolean {
  return GPU_RUNTIME_URLS.includes(url.href);
}

export async function hasGpuRuntime(): Promise<boolean> {
  const cache = await caches.open(CACHE);
  const found = await Promise.all(GPU_RUNTIME_URLS.map((url) => cache.match(url)));
  return found.every(Boolean);
}

/** Once for all who ask: where the host sends no headers a page loads twice, and asks twice. */
let onItsWay: Promise<void> | null = null;
const watchers = new Set<OnProgress>();

/**
 * Brings onto this device what onnxruntime needs on a graphics card, if it is not there.
 *
 * @throws where there is no network, where nothing comes any more, or where there is no room
 */
export function keepGpuRuntime(
  event: ExtendableEvent,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  watchers.add(onProgress);
  onItsWay ??= bringAll(event).finally(() => {
    onItsWay = null;
    watchers.clear();
  });
  return onItsWay;
}

function bringAll(event: ExtendableEvent): Promise<void> {
  return whileMoving(async ({ moved, signal }) => {
    let receivedBytes = 0;
    for (const url of GPU_RUNTIME_URLS) {
      await adopt(url);
      const before = receivedBytes;
      await bring(event, new Request(url, { signal }), (bytes, totalBytes) => {
        moved();
        receivedBytes = before + bytes;
        for (const tell of watchers) tell(receivedBytes, totalBytes && before + totalBytes);
      });
    }
    if (!(await hasGpuRuntime())) throw new Error('onnxruntime was not kept');
  });
}

/** Before a version may start it has what this device uses; a device that uses nothing of it waits for nothing. */
export async function keepGpuRuntimeInUse(event: ExtendableEvent): Promise<void> {
  const kept = await (await caches.open(CACHE)).keys();
  if (kept.length > 0) await keepGpuRuntime(event);
}

export async function removeOlderGpuRuntimes(): Promise<void> {
  const cache = await caches.open(CACHE);
  const older = (await cache.keys()).filter(({ url }) => !GPU_RUNTIME_URLS.includes(url));
  await Promise.all([caches.delete(FORMER_CACHE), ...older.map((request) => cache.delete(request))]);
}

/** The hash in its name says that what a former version has kept elsewhere is the same file. */
async function adopt(url: string): Promise<void> {
  const cache = await caches.open(CACHE);
  if (await cache.match(url)) return;
  const elsewhere = await caches.match(url);
  if (elsewhere) await cache.put(url, elsewhere);
}

async function bring(event: ExtendableEvent, request: Request, onProgress: OnProgress): Promise<void> {
  const [answer, done] = gpuRuntimeStrategy.handleAll({ event, request });
  // What breaks off is told by the body, too.
  done.catch(() => undefined);
  const response = await answer;
  if (!response.ok) throw new Error(`onnxruntime: ${response.status}`);
  // What the host has compressed is longer when it is here than it says.
  const isCompressed = response.headers.has('Content-Encoding');
  const totalBytes = isCompressed ? null : Number(response.headers.get('Content-Length')) || null;
  let receivedBytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    receivedBytes += part.value.length;
    onProgress(receivedBytes, totalBytes);
  }
  await done;
}
