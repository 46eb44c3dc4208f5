import type { MicrophoneChoice } from '../audio/microphone';
import type { KeyValueStore } from './settings.svelte';

const KEY = 'microphone';

/** The microphones of this device, and the one that was chosen. */
export class Microphones {
  /** Empty before the browser was allowed to listen. */
  all: readonly MicrophoneChoice[] = $state.raw([]);
  /** Null: the system's default. */
  chosenId: string | null = $state.raw(null);
  /** One is open although nobody listens: see WarmMicrophone. */
  isHeld = $state.raw(false);
  /** Closes it. */
  release: () => Promise<void> = () => Promise.resolve();

  /** @param store null where the browser keeps nothing */
  constructor(
    private readonly list: () => Promise<readonly MicrophoneChoice[]>,
    private readonly store: KeyValueStore | null,
  ) {
    this.chosenId = store?.getItem(KEY) || null;
  }

  /** To be called when one may have come or gone. */
  async refresh(): Promise<void> {
    this.all = await this.list();
  }

  choose(deviceId: string | null): void {
    this.chosenId = deviceId;
    this.store?.setItem(KEY, deviceId ?? '');
  }

  /** One that is not there is not asked for. */
  get deviceId(): string | null {
    const isThere = this.all.length === 0 || this.all.some(({ deviceId }) => deviceId === this.chosenId);
    return isThere ? this.chosenId : null;
  }
}
