import { parseModelManifest } from '$lib/core/models/model-manifest';

const FOLDER = '/static/models/whisper-base-q8_0/';

/** The model that ships with the app, joined. */
export async function defaultModel(): Promise<Blob> {
  const manifest = parseModelManifest(await (await fetch(`${FOLDER}manifest.json`)).json());
  const shards = manifest.shards.map(async ({ file }) => (await fetch(FOLDER + file)).blob());
  return new Blob(await Promise.all(shards));
}
