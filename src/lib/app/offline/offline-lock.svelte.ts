import type { ServiceWorkerLink } from './service-worker-link';

/** Whether the service worker refuses all that goes to another origin. It is kept beyond this page. */
export class OfflineLock {
  isOn = $state.raw(false);

  /** @param link null where the browser has no service worker for this page */
  constructor(private readonly link: Pick<ServiceWorkerLink, 'isLocked' | 'setLock'> | null) {
    void link?.isLocked().then((isLocked) => (this.isOn = isLocked));
  }

  get isPossible(): boolean {
    return this.link !== null;
  }

  async set(isOn: boolean): Promise<void> {
    await this.link?.setLock(isOn);
    this.isOn = isOn;
  }
}
