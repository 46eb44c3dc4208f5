/** What comes of a stream of events. */
export interface OwnEventListener {
  readonly onText: (text: string) => void;
  /** It does not come, or no more: for good where there is no such stream, else until the server is there again. */
  readonly onBroken: (isForGood: boolean) => void;
}

/**
 * Listens to events that the app's own server sends, until `signal` is aborted. The browser asks again by itself where
 * the server goes.
 *
 * @param url of the app's own address
 */
export function listenToOwnEvents(
  url: string,
  { onText, onBroken }: OwnEventListener,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const source = new EventSource(url);
  source.addEventListener('message', ({ data }) => onText(String(data)));
  source.addEventListener('error', () => onBroken(source.readyState === EventSource.CLOSED));
  signal.addEventListener('abort', () => source.close(), { once: true });
}
