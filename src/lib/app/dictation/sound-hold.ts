import type { DictationParts } from './dictation-parts';
import type { RunningListener } from './running-listener';

type Parts = Pick<DictationParts, 'clients' | 'document' | 'holdSound' | 'onSoundLeft'>;

const LISTENER_MS = 3000;

/** The sound of a dictation, kept until its text is on the disk: until then it is all there is after a crash. */
export class SoundHold {
  readonly #release: () => Promise<void>;

  constructor(
    private readonly parts: Parts,
    private readonly id: string,
  ) {
    this.#release = parts.holdSound(id);
  }

  /**
   * @param isWritten all that was said is in the document; else the sound is offered
   * @param listener null where it never listened; one that hangs is not waited for
   */
  async end(isWritten: boolean, listener: RunningListener | null): Promise<void> {
    const { clients, document, onSoundLeft } = this.parts;
    if (isWritten) {
      await document.whenKept();
      await clients.listener.forgetSound(this.id).catch(() => undefined);
    } else await Promise.race([Promise.allSettled([listener?.ended]), pause(LISTENER_MS)]);
    await this.#release();
    if (!isWritten) onSoundLeft();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
