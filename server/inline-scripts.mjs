import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The HTML files of a folder, in any folder of it.
 *
 * @param {string} folder
 * @returns {{ readonly path: string, readonly size: number, readonly mtimeMs: number }[]} by path
 * @throws where one vanishes meanwhile
 */
export function pagesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .sort()
    .map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path));
      return { path, size, mtimeMs };
    });
}

/**
 * The CSP sources (`sha256-...`) of every inline script in the HTML files of a folder.
 *
 * @param {string} folder
 * @returns {string[]} sorted, each once
 */
export function inlineScriptHashesOf(folder) {
  const hashes = pagesOf(folder).flatMap(({ path }) =>
    inlineScriptHashes(readFileSync(join(folder, path), 'utf8')),
  );
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
