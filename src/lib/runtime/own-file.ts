import { AppError, CancelledError } from '../core/errors';
import type { ReceivedBytes } from '../protocol/download';
import { whileMoving } from '../protocol/patience';

interface OwnFileOptions {
  /** So much of its beginning, where the host gives parts; else, and without, all of it. */
  readonly firstBytes?: number;
  readonly signal?: AbortSignal;
  readonly onBytes?: (received: ReceivedBytes) => void;
}

/**
 * A file of the app's own.
 *
 * @throws AppError app-not-loaded where it does not come, or nothing of it comes any more
 * @throws CancelledError once `signal` is aborted
 */
export async function fetchOwnFile(
  url: string,
  { firstBytes, signal, onBytes = () => undefined }: OwnFileOptions = {},
): Promise<Blob> {
  try {
    return await whileMoving(
      async (waited) => {
        const headers: HeadersInit = firstBytes === undefined ? {} : { Range: `bytes=0-${firstBytes - 1}` };
        const response = await fetch(url, { headers, signal: waited.signal });
        if (!response.ok) throw new Error(`the server answered ${response.status}`);
        const parts: Uint8Array<ArrayBuffer>[] = [];
        const totalBytes = declaredBytes(response);
        let receivedBytes = 0;
        for await (const part of partsOf(response)) {
          waited.moved();
          parts.push(part);
          receivedBytes += part.length;
          onBytes({ receivedBytes, totalBytes });
        }
        return new Blob(parts);
      },
      { signal },
    );
  } catch (thrown) {
    if (thrown instanceof CancelledError) throw thrown;
    throw notLoaded(url, thrown);
  }
}

/** The body as it comes. */
export async function* partsOf({ body }: Response): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) yield part.value;
}

/** Null also for what was compressed: it is longer when it is here. */
function declaredBytes({ headers }: Response): number | null {
  return headers.has('Content-Encoding') ? null : Number(headers.get('Content-Length')) || null;
}

/** That part of the app did not come. */
export function notLoaded(what: string, cause: unknown): AppError {
  return new AppError('app-not-loaded', `${what}: ${String(cause)}`, { cause });
}
