import type { ListenOptions } from '../audio/listener-client';
import type { ListenSummary } from '../protocol/listener';
import type { DictationClients } from './dictation-clients';

/** The listener of one dictation: told once to stop, however often that is wanted. */
export class RunningListener {
  /** When it has put the sound away. */
  readonly ended: Promise<ListenSummary>;
  #isTold = false;

  constructor(
    private readonly client: DictationClients['listener'],
    options: ListenOptions,
  ) {
    this.ended = client.listen(options);
  }

  stop(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    // One that has died has stopped.
    void this.client.stop().catch(() => undefined);
  }
}
