import type { FoundWindow } from '../../../core/streaming/reading-point';
import type { WindowRequests } from '../../../protocol/media';
import { RpcClient } from '../../../protocol/rpc';

/** Asks the media worker for the next window; null at the end of the recording. */
export function windowSource(windows: MessagePort, signal: AbortSignal): () => Promise<FoundWindow | null> {
  const source = new RpcClient<WindowRequests>(windows);
  return () => source.call('next-window', null, { signal });
}

/** Closes the port when the work is done, or has failed. */
export async function withPort<Result>(port: MessagePort, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    port.close();
  }
}
