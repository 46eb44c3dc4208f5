import { IDENTITY_PATH } from './identity.mjs';

/**
 * @typedef {object} RequestFacts
 * @property {string | undefined} method
 * @property {string | undefined} url
 * @property {string | undefined} host the Host header
 * @property {string | undefined} origin the Origin header
 */

/**
 * Which requests are turned away before any file is looked for. A foreign Host is a name that someone pointed
 * at 127.0.0.1 (DNS rebinding), a foreign Origin another page that asks for our files.
 *
 * @param {RequestFacts} request
 * @param {number} port
 * @returns {{ status: number, reason: string } | null} null: let it through
 */
export function refusalOf({ method, url, host, origin }, port) {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!host || !hosts.includes(host.toLowerCase()))
    return { status: 421, reason: 'This address is not served here.' };
  if (origin && !hosts.some((each) => origin === `http://${each}`)) {
    return { status: 403, reason: 'Other sites may not read from here.' };
  }
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, reason: 'Only GET and HEAD are answered.' };
  if (!url?.startsWith('/') || isHidden(url) || isFolder(url))
    return { status: 404, reason: 'There is no such page.' };
  return null;
}

/**
 * For what is more than a file. A page of another site can ask for anything without an Origin, as an image or a script
 * say; the browser then tells whose page it is. Another port of this host is another page too.
 *
 * @param {string | string[] | undefined} site the header Sec-Fetch-Site; what is no browser sends none
 * @returns {{ status: number, reason: string } | null} null: let it through
 */
export function siteRefusalOf(site) {
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  return isOwn ? null : { status: 403, reason: 'Other sites may not read from here.' };
}

/**
 * A page served under a path that ends in a slash would look for its scripts one folder too deep.
 *
 * @param {string} url
 */
function isFolder(url) {
  const path = pathOf(url);
  return path !== '/' && path.endsWith('/');
}

/** @param {string} url a path with a leading dot in any part; the build's own stamp is such a file */
function isHidden(url) {
  const path = pathOf(url);
  return path !== IDENTITY_PATH && /[/\\](?:\.|%2e)/i.test(path);
}

/**
 * @param {string} url as it stands in a request
 * @returns {string} without what stands behind a question mark
 */
export function pathOf(url) {
  return url.split(/[?#]/, 1)[0] ?? '';
}
