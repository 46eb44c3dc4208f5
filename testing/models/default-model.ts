import { parseModelManifest } from '$lib/core/models/catalogue';
import { openAsBlob, readFileSync } from 'node:fs';

const FOLDER = 'static/models/whisper-base-q8_0';

/** The model that ships with the app, joined; read from disk as it is used. */
export async function defaultModelFile(): Promise<Blob> {
  const manifest = parseModelManifest(JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')));
  return new Blob(await Promise.all(manifest.shards.map(({ file }) => openAsBlob(`${FOLDER}/${file}`))));
}
