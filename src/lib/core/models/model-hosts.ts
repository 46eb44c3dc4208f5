import hosts from './model-hosts.json';

/**
 * Where models lie, and whom that host may send a download on to. Nobody else is asked for anything, ever.
 *
 * The default is the hub, and the hosts that it names at /.well-known/meta.json, read in November 2026; public programs
 * name cas-bridge besides. `MODEL_HOST` puts another in its place when the app is built (scripts/setup/model-hosts).
 */
export interface ModelHosts {
  /** Absolute, with a slash at its end: paths of the catalogue follow it. */
  readonly base: string;
  /** Origins, as a content security policy names them, that of `base` first. */
  readonly origins: readonly string[];
}

/** @param built what the build has written: the base, then the other origins, with spaces between; the default without */
export function modelHosts(built: string | undefined): ModelHosts {
  const [base = hosts.base, ...others] = built?.split(' ') ?? [hosts.base, ...hosts.redirectsTo];
  return { base, origins: [originOf(base), ...others] };
}

// Without URL, which core does not have; scripts/setup/model-hosts has checked what was configured.
function originOf(base: string): string {
  return /^[a-z]+:\/\/[^/]+/.exec(base)?.[0] ?? base;
}
