import { Router } from 'workbox-routing';
import { adoptLegacyLock } from '../lib/library/legacy-caches';
import { OFFLINE_LOCK_CACHE } from '../lib/protocol/service-worker';
import { gpuRuntimeStrategy, isGpuRuntime, keepGpuRuntimeInUse } from './gpu-runtime';
import { answerPage, tellPages } from './pages';
import { receiveShared, isShare } from './shared-files';
import { findInOlderShells, installShell, shellRoute } from './shell';

declare const self: ServiceWorkerGlobalScope;

const router = new Router();
router.registerRoute(shellRoute);

self.addEventListener('install', (event) => {
  // It waits until a person wants it: a page of the version before may be recording.
  event.waitUntil(Promise.all([installShell(event), keepGpuRuntimeInUse(event)]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([self.clients.claim(), adoptLegacyLock(caches, self.registration.scope, OFFLINE_LOCK_CACHE)]),
  );
});

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') return void self.skipWaiting();
  answerPage(event);
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return event.respondWith(leaveOrRefuse(event));
  if (isShare(request)) return event.respondWith(receiveShared(request));
  if (request.method !== 'GET') return;
  const answer = isGpuRuntime(url)
    ? gpuRuntimeStrategy.handle({ event, request })
    : router.handleRequest({ event, request });
  event.waitUntil(tellPages(request, answer ? 'cache' : 'network'));
  if (answer) return event.respondWith(answer);
  // Everything else, as models, is the browser's: it streams, resumes and needs nothing of us.
  if (url.pathname.includes('/_app/immutable/')) event.respondWith(olderOrNetwork(request));
});

async function olderOrNetwork(request: Request): Promise<Response> {
  return (await findInOlderShells(request)) ?? fetch(request);
}

/**
 * Nothing of this app asks another origin for anything but the download worker for models that a person wants: the policy
 * of each thread, and then that of this one, refuses all else. With the lock this refuses everything.
 */
async function leaveOrRefuse(event: FetchEvent): Promise<Response> {
  const isRefused = await caches.has(OFFLINE_LOCK_CACHE);
  await tellPages(event.request, isRefused ? 'refused' : 'network');
  return isRefused ? Response.error() : fetch(event.request);
}
