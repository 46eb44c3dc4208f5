import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultModelFile } from '../../../testing/models/default-model';

/** Of the mel filters' first value, which is 0: the least there is in its place changes the file and nothing else. */
const FIRST_FILTER_BYTE = 56;

/** Copies of the app's own model under other names, each a model of its own to the app, which write the same texts. */
export const TWINS = {
  /** Behind base by name: where models are as quick as one another, the first shows the words. */
  twin: { name: 'whisper twin', mark: 1 },
  third: { name: 'whisper third', mark: 2 },
  /** Is brought, but does not come. */
  fourth: { name: 'whisper fourth', mark: 3 },
} as const;

export type Twin = keyof typeof TWINS;

/** @returns the path of its file */
export async function writeTwin(folder: string, twin: Twin): Promise<string> {
  const { name, mark } = TWINS[twin];
  const bytes = new Uint8Array(await (await defaultModelFile()).arrayBuffer());
  bytes[FIRST_FILTER_BYTE] = mark;
  const path = join(folder, `${name}.bin`);
  await writeFile(path, bytes);
  return path;
}
