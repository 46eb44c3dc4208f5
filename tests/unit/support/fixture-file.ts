import { readFile } from 'node:fs/promises';

/** The bytes of a file of tests/fixtures/audio. */
export async function fixtureBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(`../../fixtures/audio/${path}`, import.meta.url)));
}
