import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_FOLDER } from '../../scripts/setup/build.mjs';
import { placeServiceWorker } from '../../scripts/setup/place-service-worker.mjs';

/** As if the app had been built anew: a page that differs, and a service worker that knows it. */
export async function makeNewVersion(folder: string): Promise<void> {
  const page = join(folder, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<html ', '<html data-version="new" '));
  const kit = join(BUILD_FOLDER, '..', '.svelte-kit', 'output', 'client', 'service-worker.js');
  writeFileSync(join(folder, 'service-worker.js'), readFileSync(kit));
  await placeServiceWorker(folder);
}
