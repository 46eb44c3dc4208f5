import { AppError } from '../errors';
import { isRecord } from '../is-record';

/** A model as its parts lie on the server: joined in order they are one ggml file. */
export interface ModelManifest {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly shards: readonly ModelShard[];
}

/** One part of a model's file. */
export interface ModelShard {
  /** File name beside the manifest; never a path. */
  readonly file: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Checks what a manifest.json holds.
 *
 * @throws AppError 'model-corrupt' naming the first field that is not as it must be
 */
export function parseModelManifest(json: unknown): ModelManifest {
  const manifest = requireRecord(json, 'it');
  const shards = parseShards(manifest['shards']);
  const sizeBytes = requireSize(manifest['sizeBytes'], 'sizeBytes');
  const sumBytes = shards.reduce((sum, shard) => sum + shard.sizeBytes, 0);
  if (sumBytes !== sizeBytes) throw corrupt(`the shards are ${sumBytes} bytes, not ${sizeBytes}`);
  return {
    id: requireMatch(manifest['id'], FILE_NAME, 'id'),
    name: requireMatch(manifest['name'], /\S/, 'name'),
    sizeBytes,
    sha256: requireMatch(manifest['sha256'], SHA_256, 'sha256'),
    shards,
  };
}

/** Whether a name can only be that of a file in its folder, in a URL as on a disk: no slash, no leading dot. */
export function isFileName(name: string): boolean {
  return FILE_NAME.test(name);
}

const FILE_NAME = /^[a-z0-9][a-z0-9._-]*$/i;
const SHA_256 = /^[0-9a-f]{64}$/;

function parseShards(json: unknown): ModelShard[] {
  if (!Array.isArray(json) || json.length === 0) throw corrupt('shards is not a list of files');
  const shards = json.map((entry: unknown, index): ModelShard => {
    const shard = requireRecord(entry, `shards[${index}]`);
    return {
      file: requireMatch(shard['file'], FILE_NAME, `shards[${index}].file`),
      sizeBytes: requireSize(shard['sizeBytes'], `shards[${index}].sizeBytes`),
      sha256: requireMatch(shard['sha256'], SHA_256, `shards[${index}].sha256`),
    };
  });
  const names = new Set(shards.map(({ file }) => file));
  if (names.size !== shards.length) throw corrupt('a shard is there twice');
  return shards;
}

function requireRecord(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw corrupt(`${what} is not an object`);
  return value;
}

function requireMatch(value: unknown, pattern: RegExp, what: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw corrupt(`${what} is ${JSON.stringify(value)}`);
  return value;
}

function requireSize(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    throw corrupt(`${what} is ${JSON.stringify(value)}`);
  }
  return value;
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', `model manifest: ${message}`);
}
