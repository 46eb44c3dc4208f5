import { readFileSync } from 'node:fs';
import { SetupFailure } from './failure.mjs';
import { inRepository } from './repository.mjs';

/** Where the app keeps the address of the hub, and the hosts to which it sends downloads on. */
const DEFAULT_HOSTS = 'src/lib/core/models/model-hosts.json';

/**
 * Where the app may download models from: `MODEL_HOST`, or the hub. The first address is the folder in which the paths of
 * the catalogue lie; further ones are the hosts to which it redirects.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ readonly base: string, readonly origins: readonly string[] }} `base` ends in a slash; `origins` begin with its
 * @throws {SetupFailure} where an address is none
 */
export function modelHosts(environment) {
  const configured = (environment['MODEL_HOST'] ?? '').split(/\s+/).filter(Boolean);
  const [address, ...others] = configured.length > 0 ? configured : defaultHosts();
  const base = webAddress(address ?? '').href.replace(/\/*$/, '/');
  return { base, origins: [...new Set([base, ...others].map((each) => originOf(each)))] };
}

/** @returns {string[]} */
function defaultHosts() {
  const { base, redirectsTo } = JSON.parse(readFileSync(inRepository(DEFAULT_HOSTS), 'utf8'));
  return [base, ...redirectsTo];
}

/** @param {string} address of which the host may begin with "*." */
function originOf(address) {
  const { protocol, host } = webAddress(address.replace('://*.', '://any.'));
  return `${protocol}//${address.includes('://*.') ? host.replace(/^any\./, '*.') : host}`;
}

/** @param {string} address */
function webAddress(address) {
  // Characters of a header's own: a host with one of them would say more than a host.
  const isPlain = !/[\s"',;()]/.test(address);
  if (isPlain && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol))
    return new URL(address);
  throw new SetupFailure(`MODEL_HOST takes addresses that begin with https:// or http://, not "${address}".`);
}
