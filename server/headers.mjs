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
 * Every header that each response carries. Worker scripts and wasm need them as much as pages do: a page's
 * policy does not reach into a dedicated worker, and `connect-src 'self'` is the promise that no sound leaves.
 *
 * @param {{ readonly inlineScriptHashes: readonly string[] }} options CSP sources like `sha256-...`, without quotes
 * @returns {Readonly<Record<string, string>>}
 */
export function securityHeaders({ inlineScriptHashes }) {
  return {
    ...ISOLATION_HEADERS,
    'Content-Security-Policy': contentSecurityPolicy(inlineScriptHashes),
    // What that policy says nothing of: peer connections, and windows and pages that code opens (Chromium 156).
    'Connection-Allowlist': '(response-origin);redirects=allow',
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

/** @param {readonly string[]} inlineScriptHashes */
function contentSecurityPolicy(inlineScriptHashes) {
  return Object.entries(CONTENT_DIRECTIVES)
    .map(([name, sources]) => [name, ...sources, ...(name === 'script-src' ? inlineScriptHashes : [])])
    .map(([name, ...sources]) => [name, ...sources.map(quoted)].join(' '))
    .join('; ');
}

/** @param {string} source */
function quoted(source) {
  return source.endsWith(':') ? source : `'${source}'`;
}
