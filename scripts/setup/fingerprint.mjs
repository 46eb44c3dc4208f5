import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One short text that changes when a file comes, goes or is written to. It goes by name, size and time of the last
 * change, not by content: the models alone are tens of megabytes, and a start must not wait for them to be read.
 *
 * @param {string} root
 * @param {readonly string[]} paths files and folders under `root`; one that is missing is part of the result
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) for (const line of describe(root, path)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {Iterable<string>}
 */
function* describe(root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) yield `${path} missing`;
  else if (!stats.isDirectory()) yield `${path} ${stats.size} ${stats.mtimeMs}`;
  else for (const name of readdirSync(join(root, path)).sort()) yield* describe(root, `${path}/${name}`);
}
