import type { MicrophoneChoice, MicrophoneOptions, OpenMicrophone } from '../../audio/microphone/microphone';
import { WarmMicrophone } from '../../audio/microphone/warm-microphone';
import type { KeyValueStore } from '../browser/own-store';

const KEY = 'microphone';

export interface MicrophoneParts {
  readonly list: () => Promise<readonly MicrophoneChoice[]>;
  readonly open: (options: MicrophoneOptions) => Promise<OpenMicrophone>;
  /** Whether one that was let go stays open for a while. */
  readonly isWanted: () => boolean;
}

/** The microphones of this device, and the one that was chosen. */
export class Microphones {
  /** Empty before the browser was allowed to listen. */
  all: readonly MicrophoneChoice[] = $state.raw([]);
  /** Null: the system's default. */
  chosenId: string | null = $state.raw(null);
  /** One is open although nobody listens: see WarmMicrophone. */
  isHeld = $state.raw(false);
  readonly #warm: WarmMicrophone;

  /** @param store null where the browser keeps nothing */
  constructor(
    private readonly parts: MicrophoneParts,
    private readonly store: KeyValueStore | null,
  ) {
    this.chosenId = store?.getItem(KEY) || null;
    this.#warm = new WarmMicrophone({ ...parts, onHeld: (isHeld) => (this.isHeld = isHeld) });
  }

  /** @throws AppError see openMicrophone */
  open(options: MicrophoneOptions): Promise<OpenMicrophone> {
    return this.#warm.open(options);
  }

  /** Closes one that is held. */
  release(): Promise<void> {
    return this.#warm.release();
  }

  /** To be called when one may have come or gone. */
  async refresh(): Promise<void> {
    this.all = await this.parts.list();
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
