import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The CSP sources (`sha256-...`) of every inline script in the HTML files of a folder.
 *
 * @param {string} folder
 * @returns {string[]} sorted, each once
 */
export function inlineScriptHashesOf(folder) {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.html'),
  );
  const hashes = pages.flatMap((path) => inlineScriptHashes(readFileSync(join(folder, path), 'utf8')));
  return [...new Set(hashes)].sort();
}

/**
 * @param {string} html
 * @returns {string[]} one CSP source per inline script, in document order
 */
export function inlineScriptHashes(html) {
  const scripts = html.matchAll(/<script(?<attributes>[^>]*)>(?<body>[\s\S]*?)<\/script>/gi);
  return [...scripts]
    .filter(({ groups }) => !/\ssrc\s*=/i.test(groups?.['attributes'] ?? ''))
    .map(
      ({ groups }) =>
        `sha256-${createHash('sha256')
          .update(groups?.['body'] ?? '')
          .digest('base64')}`,
    );
}
