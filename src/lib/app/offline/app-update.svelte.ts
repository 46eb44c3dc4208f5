import type { ServiceWorkerLink } from './service-worker-link';
import type { Work } from '../browser/work.svelte';

const LOOK_EVERY_MS = 60 * 60_000;

export interface AppUpdateParts {
  /** Null where the browser has no service worker for this page. */
  readonly link: Pick<ServiceWorkerLink, 'onUpdate' | 'onTakenOver' | 'lookForUpdate' | 'takeUpdate'> | null;
  readonly work: Pick<Work, 'mustNotBeBrokenOff'>;
  readonly reload: () => void;
}

/**
 * A new version starts when a person says so, and never while somebody is at work that would be lost, in whichever window.
 *
 *     none -> ready -> starting -> (this window reloads)
 *         \-> started-elsewhere
 */
export class AppUpdate {
  state: 'none' | 'ready' | 'dictating' | 'copying' | 'starting' | 'started-elsewhere' = $state.raw('none');
  #hadController: boolean;

  constructor(
    private readonly parts: AppUpdateParts,
    hadController: boolean,
  ) {
    this.#hadController = hadController;
    parts.link?.onUpdate(() => (this.state = 'ready'));
    parts.link?.onTakenOver(() => this.#follow());
  }

  /** Looks now and then whether there is a new version. */
  watch(setTimer: (callback: () => void, everyMs: number) => unknown): void {
    setTimer(() => void this.parts.link?.lookForUpdate(), LOOK_EVERY_MS);
  }

  async take(): Promise<void> {
    const work = await this.parts.work.mustNotBeBrokenOff();
    if (work) {
      this.state = work === 'dictation' ? 'dictating' : 'copying';
      return;
    }
    this.state = 'starting';
    this.parts.link?.takeUpdate();
  }

  reload(): void {
    this.parts.reload();
  }

  #follow(): void {
    // The first service worker of all changes nothing for the page that brought it.
    if (!this.#hadController) this.#hadController = true;
    else if (this.state === 'starting') this.parts.reload();
    else this.state = 'started-elsewhere';
  }
}
