import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes into a build what hosts of static files read: `_headers` (Cloudflare Pages, Netlify) and `.nojekyll` (GitHub
 * Pages, which cannot send headers: the service worker adds them there).
 *
 * @param {string} folder the built app
 */
export async function placeHostFiles(folder) {
  // Not at the top: on a fresh clone there are no packages before `ensureInstalled`.
  const { securityHeaders } = await import('../../server/headers.mjs');
  const { inlineScriptHashesOf } = await import('../../server/inline-scripts.mjs');
  const headers = securityHeaders({ inlineScriptHashes: inlineScriptHashesOf(folder) });
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  const immutable = ['/_app/immutable/*', '  Cache-Control: public, max-age=31536000, immutable'];
  writeFileSync(join(folder, '_headers'), `${['/*', ...lines, '', ...immutable].join('\n')}\n`);
  writeFileSync(join(folder, '.nojekyll'), '');
}
