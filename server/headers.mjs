/**
 * What makes a page cross-origin isolated, so that it may use SharedArrayBuffer and WebAssembly threads.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const ISOLATION_HEADERS = Object.freeze({
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
});

/**
 * @typedef {object} HeaderOptions
 * @property {readonly string[]} inlineScriptHashes CSP sources like `sha256-...`, without quotes
 * @property {readonly string[]} [modelHosts] origins that this response's thread may ask: none but for the download
 *   worker, see model-policy
 */

/**
 * Every header that each response carries. Worker scripts and wasm need them as much as pages do: a page's
 * policy does not reach into a dedicated worker, and `connect-src 'self'` is the promise that no sound leaves.
 *
 * @param {HeaderOptions} options
 * @returns {Readonly<Record<string, string>>}
 */
export function securityHeaders({ inlineScriptHashes, modelHosts = [] }) {
  return {
    ...ISOLATION_HEADERS,
    'Content-Security-Policy': contentSecurityPolicy(inlineScriptHashes, modelHosts),
    // What that policy says nothing of: peer connections, and windows and pages that code opens. A dedicated worker is
    // under the list of its own response, not under its page's (Chromium 156).
    'Connection-Allowlist': `(${['response-origin', ...modelHosts.map((host) => `"${host}"`)].join(' ')});redirects=allow`,
    'Permissions-Policy': PERMISSIONS_POLICY,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

const PERMISSIONS_POLICY = [
  'microphone=(self)',
  'display-capture=(self)',
  'clipboard-write=(self)',
  'screen-wake-lock=(self)',
  'geolocation=()',
  'camera=()',
  'usb=()',
  'serial=()',
].join(', ');

/**
 * The content security policy, as SvelteKit wants it: keywords without quotes. It stands in each page as well, for the
 * first load from a host that sends no headers.
 *
 * @type {NonNullable<NonNullable<import('@sveltejs/kit').KitConfig['csp']>['directives']>}
 */
export const CONTENT_DIRECTIVES = {
  'default-src': ['none'],
  'script-src': ['self', 'wasm-unsafe-eval'],
  'worker-src': ['self'],
  'connect-src': ['self'],
  'style-src': ['self', 'unsafe-inline'],
  'img-src': ['self', 'data:', 'blob:'],
  'media-src': ['self', 'blob:'],
  'font-src': ['self'],
  'manifest-src': ['self'],
  'base-uri': ['none'],
  'form-action': ['self'],
  'object-src': ['none'],
  'frame-ancestors': ['none'],
};

/**
 * @param {readonly string[]} inlineScriptHashes
 * @param {readonly string[]} modelHosts
 */
function contentSecurityPolicy(inlineScriptHashes, modelHosts) {
  /** @type {Readonly<Record<string, readonly string[]>>} */
  const more = { 'script-src': inlineScriptHashes, 'connect-src': modelHosts };
  return Object.entries(CONTENT_DIRECTIVES)
    .map(([name, sources]) => [name, ...sources, ...(more[name] ?? [])])
    .map(([name, ...sources]) => [name, ...sources.map(quoted)].join(' '))
    .join('; ');
}

/** @param {string} source */
function quoted(source) {
  return source.includes(':') ? source : `'${source}'`;
}
