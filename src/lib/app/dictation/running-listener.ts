import type { ListenOptions } from '../../audio/listener-client';
import type { ListenSummary } from '../../protocol/listener';
import type { DictationClients } from './dictation-clients';

/** The listener of one dictation: told once to stop, however often that is wanted. */
export class RunningListener {
  /** When it has put the sound away. */
  readonly ended: Promise<ListenSummary>;
  /** When the last of it is on its way to text. */
  readonly taken: Promise<void>;
  #isTold = false;

  constructor(
    private readonly client: DictationClients['listener'],
    { signal, ...options }: ListenOptions & { readonly signal: AbortSignal },
  ) {
    this.ended = client.listen(options);
    this.taken = client.whenTaken(signal);
  }

  stop(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    // One that has died has stopped.
    void this.client.stop().catch(() => undefined);
  }
}
