import { readFileSync } from 'node:fs';

/** Where the server says which program it is, so that a second `npm start` can tell itself from a stranger. */
export const IDENTITY_PATH = '/.well-known/superwhisper2.json';

/**
 * @typedef {object} Identity
 * @property {string} name
 * @property {string} version
 */

/** @returns {Identity} */
export function ownIdentity() {
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return { name, version };
}

/**
 * @param {string} url of a server's root
 * @param {number} [timeoutMs]
 * @returns {Promise<Identity | 'nobody' | 'stranger'>} who answers there
 */
export async function whoAnswers(url, timeoutMs = 1500) {
  try {
    const response = await fetch(new URL(IDENTITY_PATH, url), { signal: AbortSignal.timeout(timeoutMs) });
    const { name, version } = await response.json();
    return name === ownIdentity().name ? { name, version: String(version) } : 'stranger';
  } catch (thrown) {
    return isRefused(thrown) ? 'nobody' : 'stranger';
  }
}

/** @param {unknown} thrown by `fetch`, whose own message is "fetch failed" whatever happened */
function isRefused(thrown) {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
