import { AppError, CancelledError } from '../../core/errors';

/** A connection that breaks without bringing anything is taken up this often before the person is asked. */
const MAX_ATTEMPTS = 6;
/** A server that asks for more patience than this gets none: the person may try again. */
const LONGEST_WAIT_MS = 120_000;

/** What may go better the next time. */
export class TryLater extends Error {
  override readonly name = 'TryLater';

  /** @param waitMs before the next attempt, where the server says so */
  constructor(
    message: string,
    readonly waitMs: number | null = null,
  ) {
    super(message);
  }
}

/** The pauses between attempts: each twice as long as the one before, as long as nothing comes. */
export class Retries {
  #failures = 0;

  constructor(
    private readonly firstPauseMs: number,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * @param hasMoved whether the attempt that failed has brought anything
   * @throws AppError model-download-failed where no further attempt is worth it
   * @throws CancelledError once the signal is aborted
   */
  async pauseAfter(error: Error, hasMoved: boolean): Promise<void> {
    this.#failures = hasMoved ? 1 : this.#failures + 1;
    const asked = error instanceof TryLater ? error.waitMs : null;
    if (asked !== null && asked > LONGEST_WAIT_MS)
      throw givenUp(`the server asks to come back in ${Math.ceil(asked / 1000)} s`, error);
    if (this.#failures === MAX_ATTEMPTS) throw givenUp(error.message, error);
    await pause(asked ?? this.firstPauseMs * 2 ** (this.#failures - 1), this.signal);
  }
}

function givenUp(message: string, cause: Error): AppError {
  return new AppError('model-download-failed', message, { cause });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      if (signal.aborted) reject(new CancelledError());
      else resolve();
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener('abort', over, { once: true });
    if (signal.aborted) over();
  });
}
