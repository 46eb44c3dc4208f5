import type { BrowserContext } from '@playwright/test';
import { createHash } from 'node:crypto';
import type { FixedAnswer } from '../fixed-text-recogniser';
import { bundledWorker } from './bundled-worker';

const SHARD_BYTES = 2000;
const SHARDS = ['00', '01', '02', '03', '04'].map((ending) => ({
  file: `whisper-base-q8_0.bin.${ending}`,
  bytes: Buffer.alloc(SHARD_BYTES, ending),
}));
const MANIFEST = {
  id: 'whisper-base-q8_0',
  name: 'No model',
  sizeBytes: SHARDS.length * SHARD_BYTES,
  sha256: sha256(Buffer.concat(SHARDS.map(({ bytes }) => bytes))),
  shards: SHARDS.map(({ file, bytes }) => ({ file, sizeBytes: SHARD_BYTES, sha256: sha256(bytes) })),
};

let bundle: Promise<string> | null = null;

/**
 * Pages of this context load no speech model: another recogniser writes the same text of every window, at once. Loading
 * the model and starting the engine take 8 s in each test, so a test whose subject is not recognition begins with
 *
 * ```ts
 * await withoutModel(page.context());
 * await page.goto('/transcribe');
 * ```
 *
 * or, where the page has a microphone, calls it right after `openDictation`. It must come before the first recording or
 * dictation. All else is the app: decoding, the voice detector, the queue, the storage, and the download of the model,
 * which has five parts of 2000 bytes under the names of the real ones, for tests that hold them back or damage them. It
 * writes no partial texts and no times of words, and says English of everything. A spec file in which no test loads the
 * real model and none speaks into the microphone can be added to `WITHOUT_MODEL` in playwright.config.ts, whose files
 * `npm test` runs two at a time.
 */
export async function withoutModel(context: BrowserContext, answer: FixedAnswer = {}): Promise<void> {
  const body = `self.answer = ${JSON.stringify(answer)};\n${await (bundle ??= bundledWorker('fixed-text.worker'))}`;
  // The worker's address answers with another worker, with the headers of the real one.
  await context.route(/\/inference\.worker-[\w-]+\.js$/, async (route) => {
    await route.fulfill({ response: await route.fetch(), body });
  });
  await context.route(`**/models/${MANIFEST.id}/manifest.json`, (route) => route.fulfill({ json: MANIFEST }));
  for (const { file, bytes } of SHARDS)
    await context.route(`**/models/${MANIFEST.id}/${file}`, (route) => route.fulfill({ body: bytes }));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
