import { AppError } from '../../../errors';
import type { ByteFile } from '../../byte-file';
import type { NamedFile } from '../../checkpoint-files';
import { isRecord } from '../../../is-record';
import { parseJsonObject, readTextFile } from '../json-file';
import { readSafetensorsHeader, type SafetensorsEntry } from './safetensors-header';

/** A tensor, and the shard that it lies in. */
export interface StoredTensor extends SafetensorsEntry {
  readonly file: ByteFile;
}

/** The safetensors files of one model: one, or shards that name each other. */
export interface SafetensorsGroup {
  /** What their names have in common, without endings: "model". */
  readonly name: string;
  readonly shards: readonly NamedFile[];
  /** File names of shards that should be there and are not. */
  readonly missing: readonly string[];
}

// "model-00001-of-00002.safetensors"
const SHARD_NAME = /^(.+)-(\d{1,5})-of-(\d{1,5})\.safetensors$/;
const INDEX_NAME = /\.safetensors\.index(\.[\w-]+)?\.json$/;
const MOST_SHARDS = 1000;
const LONGEST_INDEX_BYTES = 1 << 23; // 8388608

/**
 * Which safetensors files of a folder are one model: those that an index names, those numbered alike, and every other
 * one by itself.
 *
 * @param weights the folder's safetensors files
 * @param folder all its files
 * @throws AppError 'model-corrupt' for an index that makes no sense
 */
export async function safetensorsGroups(
  weights: readonly NamedFile[],
  folder: readonly NamedFile[],
): Promise<readonly SafetensorsGroup[]> {
  const byName = new Map(weights.map((file) => [fileName(file), file]));
  const groups = new Map<string, Set<string>>();
  for (const index of folder.filter((file) => INDEX_NAME.test(fileName(file)))) {
    const names = await readIndex(index);
    // One whose shards were not brought at all tells of another model's variant.
    if ([...names].some((name) => byName.has(name))) groups.set(fileName(index), names);
  }
  const indexed = new Set([...groups.values()].flatMap((names) => [...names]));
  for (const name of byName.keys()) {
    if (indexed.has(name)) continue;
    const [, stem = name, , count] = SHARD_NAME.exec(name) ?? [];
    const key = count === undefined ? name : `${stem}-of-${count}.safetensors`;
    if (!groups.has(key)) groups.set(key, siblings(stem, count));
    groups.get(key)?.add(name);
  }
  return [...groups].map(([key, names]) => ({
    name: key.replace(INDEX_NAME, '').replace(/(-of-\d+)?\.safetensors$/, ''),
    shards: [...names].sort().flatMap((name) => byName.get(name) ?? []),
    missing: [...names].filter((name) => !byName.has(name)),
  }));
}

/**
 * Reads what the shards of a model hold.
 *
 * @throws AppError 'model-corrupt' if a shard is missing or damaged, or two have a tensor of the same name
 */
export async function readShards({
  shards,
  missing,
}: SafetensorsGroup): Promise<ReadonlyMap<string, StoredTensor>> {
  if (missing.length > 0) throw corrupt(`the shard ${missing[0]} is missing`);
  const tensors = new Map<string, StoredTensor>();
  for (const { file } of shards) {
    for (const entry of await readSafetensorsHeader(file)) {
      if (tensors.has(entry.name)) throw corrupt(`tensor ${JSON.stringify(entry.name)} is in two shards`);
      tensors.set(entry.name, { ...entry, file });
    }
  }
  return tensors;
}

/** The names of the shards that belong to a numbered one; none where the numbers are absurd. */
function siblings(stem: string, count: string | undefined): Set<string> {
  const total = Number(count ?? 0);
  if (total > MOST_SHARDS) return new Set();
  return new Set(
    Array.from({ length: total }, (_, shard) => {
      const number = String(shard + 1).padStart(count?.length ?? 0, '0');
      return `${stem}-${number}-of-${count}.safetensors`;
    }),
  );
}

/** The file names that an index has its tensors in. They are names in the same folder, never paths. */
async function readIndex(index: NamedFile): Promise<Set<string>> {
  const what = fileName(index);
  const { weight_map: weightMap } = parseJsonObject(
    await readTextFile(index.file, what, LONGEST_INDEX_BYTES),
    what,
  );
  if (!isRecord(weightMap)) throw corrupt(`${what} has no weight_map`);
  const names = new Set<string>();
  for (const name of Object.values(weightMap)) {
    if (typeof name !== 'string') throw corrupt(`${what} names no file`);
    names.add(name);
    if (names.size > MOST_SHARDS) throw corrupt(`${what} names more than ${MOST_SHARDS} files`);
  }
  return names;
}

function fileName({ path }: NamedFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
