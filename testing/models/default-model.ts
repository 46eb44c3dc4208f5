import { parseModelManifest } from '$lib/core/models/model-manifest';
import { openAsBlob, readFileSync } from 'node:fs';

const FOLDER = 'static/models/whisper-base-q8_0';

/** The model that ships with the app, joined; read from disk as it is used. */
export async function defaultModelFile(): Promise<Blob> {
  return new Blob(await Promise.all(defaultModelShards().map((path) => openAsBlob(path))));
}

/** The paths of its shards, in order. */
export function defaultModelShards(): readonly string[] {
  const manifest = parseModelManifest(JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')));
  return manifest.shards.map(({ file }) => `${FOLDER}/${file}`);
}
