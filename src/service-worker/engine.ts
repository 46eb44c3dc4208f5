import { CacheFirst } from 'workbox-strategies';
import { ownName } from '../lib/core/own-storage';
import { adoptLegacyEngine } from '../lib/library/legacy-caches';
import { whileMoving } from '../lib/protocol/patience';
import type { EngineBuild } from '../lib/protocol/service-worker';
import { ENGINE_URLS } from './build-facts';
import { missingHeaders } from './missing-headers';

declare const self: ServiceWorkerGlobalScope;

const CACHE = ownName('engine');

export const engineStrategy = new CacheFirst({ cacheName: CACHE, plugins: [missingHeaders] });

export function isEngine(url: URL): boolean {
  return ENGINE_URLS.includes(url.href);
}

export async function hasEngine(build: EngineBuild): Promise<boolean> {
  const cache = await caches.open(CACHE);
  return (await cache.match(urlOf(build))) !== undefined;
}

/**
 * Brings a build of the engine onto this device, if it is not there.
 *
 * @throws where there is no network, where nothing comes any more, or where there is no room
 */
export function keepEngine(
  event: ExtendableEvent,
  build: EngineBuild,
  onProgress: (receivedBytes: number, totalBytes: number | null) => void = () => undefined,
): Promise<void> {
  return whileMoving(async ({ moved, signal }) => {
    const request = new Request(urlOf(build), { signal });
    const [answer, done] = engineStrategy.handleAll({ event, request });
    // What breaks off is told by the body, too.
    done.catch(() => undefined);
    const response = await answer;
    if (!response.ok) throw new Error(`the engine: ${response.status}`);
    // What the host has compressed is longer when it is here than it says.
    const isCompressed = response.headers.has('Content-Encoding');
    const totalBytes = isCompressed ? null : Number(response.headers.get('Content-Length')) || null;
    let receivedBytes = 0;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      moved();
      receivedBytes += part.value.length;
      onProgress(receivedBytes, totalBytes);
    }
    await done;
    if (!(await hasEngine(build))) throw new Error('the engine was not kept');
  });
}

/** Before a version may start it has the engine that this device uses; a device that has none yet waits for no engine. */
export async function keepEngineInUse(event: ExtendableEvent): Promise<void> {
  await adoptLegacyEngine(caches, self.registration.scope, CACHE);
  const kept = await (await caches.open(CACHE)).keys();
  if (kept.length === 0) return;
  await keepEngine(event, kept.some(({ url }) => url.includes('jspi')) ? 'jspi' : 'wasm');
}

export async function removeOlderEngines(): Promise<void> {
  const cache = await caches.open(CACHE);
  const older = (await cache.keys()).filter(({ url }) => !ENGINE_URLS.includes(url));
  await Promise.all(older.map((request) => cache.delete(request)));
}

function urlOf(build: EngineBuild): string {
  const url = ENGINE_URLS.find((each) => each.includes('jspi') === (build === 'jspi'));
  if (!url) throw new Error(`this version has no engine for ${build}`);
  return url;
}
