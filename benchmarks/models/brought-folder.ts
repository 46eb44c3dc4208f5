import { openAsBlob, readdirSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import type { NamedFile } from '../../src/lib/core/checkpoint/checkpoint-files';

/** The files of a folder of this machine, as the page has those of one that was dropped on it: its name begins each path. */
export async function broughtFolder(folder: string): Promise<readonly NamedFile[]> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        const below = path.slice(folder.length + 1).replaceAll(sep, '/');
        return { path: `${basename(folder)}/${below}`, file: await openAsBlob(path) };
      }),
  );
}
