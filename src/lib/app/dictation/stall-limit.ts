import { AppError, CancelledError } from '../../core/errors';

const LOOK_EVERY_MS = 5000;
/** The slowest device that transcribes at all takes less for a window. */
const LIMIT_MS = 90_000;

/**
 * Rejects when nothing has moved for so long that nothing will.
 *
 * @param isMoving asked every few seconds: whether there was a sign of life since
 * @throws AppError engine-failed; never settles once `signal` is aborted
 */
export function whenStalled(isMoving: () => boolean, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    let stillMs = 0;
    const timer = setInterval(() => {
      stillMs = isMoving() ? 0 : stillMs + LOOK_EVERY_MS;
      if (stillMs >= LIMIT_MS) reject(new AppError('engine-failed', 'no text came for too long'));
    }, LOOK_EVERY_MS);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}

/** @throws CancelledError once `signal` is aborted */
export function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new CancelledError());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
