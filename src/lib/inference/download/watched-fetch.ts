import { AppError } from '../../core/errors';
import { whileMoving, type Patience, type Waited } from '../../protocol/patience';

type FetchOptions = Patience & Pick<RequestInit, 'headers' | 'cache'>;

/**
 * Waits for a response and its body as long as something comes of them. Whatever downloads a model goes through here: of
 * these layers this is the only file that can reach a network.
 *
 * @param read calls `moved` with each part that comes, and stops once its signal is aborted
 * @throws StalledError, CancelledError; TypeError where nobody answers or the policy forbids to ask
 */
export async function fetchWatched<Result>(
  url: URL,
  { limitMs, signal, ...request }: FetchOptions,
  read: (response: Response, waited: Waited) => Promise<Result>,
): Promise<Result> {
  return whileMoving(
    async (waited) => {
      const response = await fetch(url, { ...request, signal: waited.signal });
      waited.moved();
      return read(response, waited);
    },
    { signal, ...(limitMs !== undefined && { limitMs }) },
  );
}

/** @throws AppError model-download-failed for an answer that is none */
export function requireOk(response: Response): Response {
  if (response.ok) return response;
  throw new AppError('model-download-failed', `${response.url}: the server answered ${response.status}`);
}
