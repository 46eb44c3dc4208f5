import { readFileSync } from 'node:fs';

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly {
    readonly type: number;
    readonly params?: { readonly url?: string; readonly initiator?: string };
  }[];
}

export interface LoggedRequests {
  readonly own: number;
  /** What pages and workers asked of other origins. */
  readonly others: readonly string[];
  /** What the browser asked for by itself, as for its updates: hosts. */
  readonly browsers: readonly string[];
}

/** Reads the browser's own log of its network, which knows service workers and workers too. */
export function readNetLog(path: string, ownOrigin: string): LoggedRequests {
  const { constants, events }: NetLog = JSON.parse(readFileSync(path, 'utf8'));
  const start = constants.logEventTypes['URL_REQUEST_START_JOB'];
  const requests = events.flatMap(({ type, params }) =>
    type === start && params?.url?.startsWith('http')
      ? [{ url: new URL(params.url), initiator: params.initiator }]
      : [],
  );
  const foreign = requests.filter(({ url }) => url.origin !== ownOrigin);
  // The browser's own requests have no origin that began them.
  const isBrowsers = (initiator: string | undefined) => !initiator || initiator === 'not an origin';
  return {
    own: requests.length - foreign.length,
    others: foreign.filter(({ initiator }) => !isBrowsers(initiator)).map(({ url }) => url.href),
    browsers: [
      ...new Set(foreign.filter(({ initiator }) => isBrowsers(initiator)).map(({ url }) => url.host)),
    ],
  };
}
