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
  const { modelPolicyOf } = await import('../../server/model-policy.mjs');
  const inlineScriptHashes = inlineScriptHashesOf(folder);
  const { paths, origins } = modelPolicyOf(folder);
  const own = Object.entries(securityHeaders({ inlineScriptHashes }));
  const forModels = Object.entries(securityHeaders({ inlineScriptHashes, modelHosts: origins }));
  // What another rule has set is taken away first: two policies would both hold.
  const differing = forModels.filter(
    ([name, value]) => !own.some((each) => each[0] === name && each[1] === value),
  );
  const rules = [
    ['/*', ...own.map(headerLine)],
    ...paths.map((path) => [path, ...differing.map(([name]) => `  ! ${name}`), ...differing.map(headerLine)]),
    ['/_app/immutable/*', '  Cache-Control: public, max-age=31536000, immutable'],
  ];
  writeFileSync(join(folder, '_headers'), `${rules.map((lines) => lines.join('\n')).join('\n\n')}\n`);
  writeFileSync(join(folder, '.nojekyll'), '');
}

/** @param {[string, string]} header */
function headerLine([name, value]) {
  return `  ${name}: ${value}`;
}
