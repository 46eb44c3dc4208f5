import type { ByteFile } from '$lib/core/checkpoint/byte-file';
import type { NamedFile } from '$lib/core/checkpoint/checkpoint-files';
import { AppError, type ErrorCode } from '$lib/core/errors';
import { importModel } from '$lib/inference/import/import-model';
import { describe, expect, test } from 'vitest';
import { MemoryModelStore } from '../../../../testing/models/memory-model-store';
import { TOY_VOCABULARIES } from '../../../../testing/models/toy-vocabularies';
import {
  absurdHeaders,
  cutFiles,
  hostileArchives,
  type HostileFile,
  lyingSafetensors,
  noiseFiles,
  wholeFiles,
} from '../../support/hostile-files';
import { type HostileFolder, hostileFolders, hostileNames, otherFiles } from '../../support/hostile-folders';

/** Far beyond what refusing one takes, even on a busy machine. */
const LONGEST_MS = 20_000;
/** No file here is as large, but for one that only says so. */
const LARGEST_READ_BYTES = 32 << 20;
const ANSWERS: readonly ErrorCode[] = [
  'file-unreadable',
  'model-corrupt',
  'model-is-pytorch-bin',
  'model-unsupported',
];

const whole = await wholeFiles();
const alone = ({ name, bytes }: HostileFile): HostileFolder => ({
  name,
  files: [{ path: 'folder/model.bin', file: new Blob([bytes]) }],
});
const HOSTILE: readonly HostileFolder[] = [
  ...cutFiles(whole, 8).map(alone),
  ...noiseFiles(whole, [4, 16, 64, 300, 3000]).map(alone),
  ...(await absurdHeaders()).map(alone),
  ...(await lyingSafetensors()).map(alone),
  ...(await hostileArchives()).map(({ name, bytes }) => ({
    name,
    files: [{ path: 'folder/model.pt', file: new Blob([bytes]) }],
  })),
  ...hostileNames({ name: 'noise', bytes: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }),
  ...otherFiles(),
  ...(await hostileFolders()),
];

test(
  'there are more than 200 of them, and what they were made of is read',
  { timeout: LONGEST_MS },
  async () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(200);
    for (const [path, bytes] of Object.entries(whole)) {
      const { sizeBytes } = await bring([{ path, file: new Blob([bytes]) }], new MemoryModelStore());
      expect(sizeBytes, path).toBeGreaterThan(100_000);
    }
  },
);

describe('it is refused, and nothing is left of it:', () => {
  test.each(HOSTILE)('$name', { timeout: LONGEST_MS }, async ({ files }) => {
    const store = new MemoryModelStore();
    let largestBytes = 0;
    const watched = files.map(({ path, file }) => ({
      path,
      file: watch(file, (bytes) => (largestBytes = Math.max(largestBytes, bytes))),
    }));
    const thrown: unknown = await bring(watched, store).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AppError);
    expect(ANSWERS).toContain(thrown instanceof AppError && thrown.code);
    expect(largestBytes).toBeLessThan(LARGEST_READ_BYTES);
    expect([store.files.size, store.kept.length, store.locked.size]).toEqual([0, 0, 0]);
  });
});

function bring(files: readonly NamedFile[], store: MemoryModelStore) {
  return importModel(files, {
    store,
    vocabularies: TOY_VOCABULARIES,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    freeBytes: () => Promise.resolve(null),
  });
}

/** A file that tells how much is asked of it at once. */
function watch(file: ByteFile, onRead: (bytes: number) => void): ByteFile {
  const slice = (start = 0, end = file.size) => ({
    arrayBuffer: () => {
      onRead(end - start);
      if (end - start > LARGEST_READ_BYTES)
        return Promise.reject(new RangeError('so much is in no file here'));
      return file.slice(start, end).arrayBuffer();
    },
  });
  return { size: file.size, slice };
}
