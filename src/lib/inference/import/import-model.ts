import type { Checkpoint } from '../../core/checkpoint/checkpoint';
import type { NamedFile, Vocabularies } from '../../core/checkpoint/checkpoint-files';
import { readGgmlCheckpoint } from '../../core/checkpoint/formats/ggml-reader';
import { readCheckpoint } from '../../core/checkpoint/opening/read-checkpoint';
import { AppError, CancelledError, toAppError } from '../../core/errors';
import type { KeptModel } from '../../core/models/kept-model';
import { releaseMemory } from '../../core/release-memory';
import type { ImportProgress } from '../../protocol/model-import';
import { yieldToMessages } from '../../runtime/yield-to-messages';
import { HashedWriter } from './hashed-writer';
import { importReporter } from './import-progress';
import type { ImportStore, ModelFile } from './import-store';
import { importedModel } from './imported-model';
import { type ModelBytes, modelBytes } from './model-bytes';
import { readAhead } from './read-ahead';

/** What is being imported lies under this id until its hash, and with it its own id, is known. */
export const UNFINISHED_ID = 'import.unfinished';
/** So long a cancel may wait. */
const YIELD_EVERY_MS = 30;

export interface ImportOptions {
  readonly store: ImportStore;
  /** Kept in 16 bit, where it comes so. */
  readonly keepsHalves?: boolean;
  readonly vocabularies: Vocabularies;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
  /** How much more the disk takes; null where nobody knows. */
  readonly freeBytes: () => Promise<number | null>;
}

/**
 * Makes a model of files that a person brought and keeps it: any format that is read, quantised to q8_0 on the way unless
 * it is to be kept in 16 bit, a few pieces of a tensor in memory at a time. One that is here already stays as it is.
 *
 * @returns the model that is kept now
 * @throws AppError 'model-corrupt', 'model-unsupported', 'file-unreadable' about the files; 'storage-full',
 *   'storage-failed', 'out-of-memory', 'app-not-loaded'. Nothing is left behind
 * @throws CancelledError once `signal` is aborted; nothing is left behind
 */
export async function importModel(files: readonly NamedFile[], options: ImportOptions): Promise<KeptModel> {
  const { store, signal, vocabularies, keepsHalves = false } = options;
  try {
    const { checkpoint, name } = await readCheckpoint(files, vocabularies);
    const bytes = await modelBytes(files, checkpoint, keepsHalves);
    throwIfAborted(signal);
    return await store.withModelLock(UNFINISHED_ID, signal, async () => {
      try {
        // Whatever a killed worker left.
        await store.remove(UNFINISHED_ID);
        await requireSpace(bytes.sizeBytes, options);
        const sha256 = await writeUnfinished(bytes, checkpoint, options);
        const { dimensions } = checkpoint;
        const { sizeBytes, bits } = bytes;
        const written = { name, dimensions, sizeBytes, sha256, keptMs: Date.now(), ...(bits && { bits }) };
        return await keep(importedModel(written), options);
      } finally {
        await store.remove(UNFINISHED_ID).catch(() => undefined);
      }
    });
  } catch (thrown) {
    throw asImportError(thrown, signal);
  }
}

async function requireSpace(sizeBytes: number, { freeBytes }: ImportOptions): Promise<void> {
  const free = await freeBytes();
  if (free !== null && free < sizeBytes)
    throw new AppError('storage-full', `the model takes ${sizeBytes} bytes, and ${free} are free`);
}

/** @returns the SHA-256, in hexadecimal */
async function writeUnfinished(
  bytes: ModelBytes,
  checkpoint: Checkpoint,
  options: ImportOptions,
): Promise<string> {
  const file = await options.store.openForWriting(UNFINISHED_ID);
  try {
    const sha256 = await writeHashed(file, bytes, options);
    await verify(file, bytes.sizeBytes, checkpoint);
    return sha256;
  } finally {
    file.close();
  }
}

async function writeHashed(
  file: ModelFile,
  { sizeBytes, pieces }: ModelBytes,
  { signal, onProgress }: ImportOptions,
): Promise<string> {
  const writer = await HashedWriter.open(file);
  const report = importReporter(sizeBytes, onProgress);
  let yieldedMs = performance.now();
  for await (const piece of readAhead(pieces())) {
    throwIfAborted(signal);
    writer.write(piece);
    releaseMemory(piece);
    report(writer.writtenBytes);
    if (performance.now() - yieldedMs < YIELD_EVERY_MS) continue;
    await yieldToMessages();
    yieldedMs = performance.now();
  }
  throwIfAborted(signal);
  report(writer.writtenBytes, true);
  return writer.finish();
}

/** What lies on the disk is a model, and this one. */
async function verify(file: ModelFile, sizeBytes: number, { dimensions }: Checkpoint): Promise<void> {
  const read = await readGgmlCheckpoint(asByteFile(file));
  const expected = new Map(Object.entries(dimensions));
  const isSame = Object.entries(read.dimensions).every(([name, value]) => expected.get(name) === value);
  if (!isSame || file.getSize() !== sizeBytes)
    throw new AppError('storage-failed', 'the model on the disk is not the one that was written');
}

/** One of the same bytes that is here already stays instead. */
async function keep(model: KeptModel, { store, signal }: ImportOptions): Promise<KeptModel> {
  return store.withModelLock(model.id, signal, async () => {
    const models = await store.list();
    const same = models.find(({ id, sha256 }) => id === model.id || sha256 === model.sha256);
    if (same) return same;
    await store.rename(UNFINISHED_ID, model.id);
    try {
      await store.keep(model);
    } catch (thrown) {
      await store.remove(model.id).catch(() => undefined);
      throw thrown;
    }
    return model;
  });
}

function asByteFile(file: ModelFile) {
  const size = file.getSize();
  return {
    size,
    slice: (startByte = 0, endByte = size) => ({
      arrayBuffer: () => {
        const bytes = new Uint8Array(Math.max(0, Math.min(endByte, size) - startByte));
        return Promise.resolve(bytes.buffer.slice(0, file.read(bytes, { at: startByte })));
      },
    }),
  };
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new CancelledError();
}

/** What a failure of an import is for a person. */
function asImportError(thrown: unknown, signal: AbortSignal): Error {
  if (signal.aborted || thrown instanceof CancelledError) return new CancelledError();
  if (thrown instanceof RangeError && /alloc|memory|array length/i.test(thrown.message))
    return new AppError('out-of-memory', thrown.message, { cause: thrown });
  if (thrown instanceof DOMException) return toAppError(thrown, 'storage-failed');
  return toAppError(thrown);
}
