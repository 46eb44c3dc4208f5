import { hasGraphicsCard } from '../../inference/graphics-card';
import { AppUpdate } from './app-update.svelte';
import { isolateBySecondLoad } from './isolation';
import { OfflineLock } from './offline-lock.svelte';
import { OfflineState } from './offline-state.svelte';
import { RequestCounts } from './request-counts.svelte';
import { linkServiceWorker } from './service-worker-link';
import type { TranscriptionClients } from '../engine/transcription-clients';
import type { Work } from '../browser/work.svelte';

export interface OfflineServices {
  readonly offline: OfflineState;
  readonly update: AppUpdate;
  readonly requests: RequestCounts;
  readonly offlineLock: OfflineLock;
}

/**
 * Wires what works without a network to the browser.
 *
 * @param home the app's own address, absolute, with a slash at its end
 */
export function startOffline(
  home: string,
  { models }: Pick<TranscriptionClients, 'models'>,
  work: Work,
): OfflineServices {
  // Vite's own server gives every file afresh: there is nothing to keep.
  const link = import.meta.env.DEV ? null : linkServiceWorker(`${home}service-worker.js`);
  const container = navigator.serviceWorker;
  const reload = () => location.reload();
  const hasController = () => Boolean(container?.controller);
  const offline = new OfflineState({ link, models, storage: navigator.storage, hasCard: hasGraphicsCard });
  const update = new AppUpdate({ link, work, reload }, hasController());
  update.watch(setInterval);
  isolateBySecondLoad({
    isIsolated: crossOriginIsolated,
    hasController,
    onController: (listener) => container?.addEventListener('controllerchange', listener, { once: true }),
    session: sessionStorage,
    isBusy: () => work.isHere,
    reload,
  });
  const requests = new RequestCounts(link, location.origin);
  return { offline, update, requests, offlineLock: new OfflineLock(link) };
}
