/** What tells one version of a file from another; null where a server does not say, or a page may not read it. */
export interface FileVersion {
  /** Of the host that sent it, at the end of all redirects. */
  readonly origin: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What a server makes of the wish for the rest of a file. */
export type Answer =
  /** The file from its beginning: it ignores ranges. */
  | { readonly kind: 'whole'; readonly totalBytes: number | null }
  | { readonly kind: 'rest'; readonly startByte: number | null; readonly totalBytes: number | null }
  /** The file has no byte there. */
  | { readonly kind: 'no-such-range' }
  /** `waitMs`: as long as it asks for; null where it does not say. */
  | { readonly kind: 'later'; readonly waitMs: number | null }
  | { readonly kind: 'never' };

/** @param nowMs since 1970, for a server that names a date */
export function readAnswer({ status, headers }: Response, nowMs: number): Answer {
  if (status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('Content-Range') ?? '');
    return { kind: 'rest', startByte: count(range?.[1]), totalBytes: count(range?.[2]) };
  }
  // What was compressed on the way is longer here than the server says.
  const isAsItIs = !headers.has('Content-Encoding');
  if (status === 200)
    return { kind: 'whole', totalBytes: isAsItIs ? count(headers.get('Content-Length')) : null };
  if (status === 416) return { kind: 'no-such-range' };
  if (status === 429 || status === 503)
    return { kind: 'later', waitMs: waitOf(headers.get('Retry-After'), nowMs) };
  if (status === 408 || status >= 500) return { kind: 'later', waitMs: null };
  return { kind: 'never' };
}

/** @param asked the address, for a response that does not say where it is from */
export function versionOf({ url, headers }: Response, asked: URL): FileVersion {
  return {
    origin: new URL(url || asked).origin,
    etag: headers.get('ETag'),
    lastModified: headers.get('Last-Modified'),
  };
}

/**
 * Whether a file has changed between two responses. Hosts of one file name its versions each in their own way: what two
 * hosts say is compared only where nothing else would tell.
 */
export function hasChanged(before: FileVersion, now: FileVersion, acrossHosts: boolean): boolean {
  if (before.origin !== now.origin && !acrossHosts) return false;
  const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  if (before.etag !== null && now.etag !== null) return before.etag !== now.etag;
  return differs(before.lastModified, now.lastModified);
}

/** Reads what was written beside a part; null where anything is not as it must be. */
export function parseVersion(json: unknown): FileVersion | null {
  if (typeof json !== 'object' || json === null) return null;
  const { origin, etag, lastModified } = { origin: null, etag: null, lastModified: null, ...json };
  const isText = (value: unknown): value is string | null => value === null || typeof value === 'string';
  if (typeof origin !== 'string' || !isText(etag) || !isText(lastModified)) return null;
  return { origin, etag, lastModified };
}

function count(text: string | null | undefined): number | null {
  return text && /^\d+$/.test(text) ? Number(text) : null;
}

/** Seconds, or a date. */
function waitOf(retryAfter: string | null, nowMs: number): number | null {
  const seconds = count(retryAfter);
  if (seconds !== null) return seconds * 1000;
  const atMs = Date.parse(retryAfter ?? '');
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
