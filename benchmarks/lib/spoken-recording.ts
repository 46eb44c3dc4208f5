import type { Page } from '@playwright/test';
import { closeSync, openSync, writeSync } from 'node:fs';
import { seededRandom } from '../../testing/seeded-random';
import { decodedPcm } from '../../testing/audio/decoded-pcm';
import { WAV_BYTES_PER_SECOND, wavHeader } from '../../testing/audio/wav';

/** Pauses between prompts: as in talk, with one now and then that ends a window. */
const SHORTEST_PAUSE_SECONDS = 0.3;
const LONGEST_PAUSE_SECONDS = 2.5;

/**
 * Writes a WAV of speech: prompts in turn with pauses of changing length between, the same each time.
 *
 * @param page any page, for its decoder
 */
export async function writeSpokenRecording(
  page: Page,
  prompts: readonly string[],
  { path, seconds }: { readonly path: string; readonly seconds: number },
): Promise<void> {
  const sounds = await Promise.all(prompts.map((prompt) => decodedPcm(page, prompt)));
  const random = seededRandom(2);
  const file = openSync(path, 'w');
  const totalBytes = seconds * WAV_BYTES_PER_SECOND;
  writeSync(file, wavHeader(totalBytes));
  let leftBytes = totalBytes;
  for (let turn = 0; leftBytes > 0; turn++) {
    const pauseSeconds = SHORTEST_PAUSE_SECONDS + random() * (LONGEST_PAUSE_SECONDS - SHORTEST_PAUSE_SECONDS);
    const pause = Buffer.alloc(2 * Math.round((pauseSeconds * WAV_BYTES_PER_SECOND) / 2));
    const piece = Buffer.concat([sounds[turn % sounds.length] ?? pause, pause]).subarray(0, leftBytes);
    writeSync(file, piece);
    leftBytes -= piece.length;
  }
  closeSync(file);
}
