import { toAppError } from '../../core/errors';
import { loadOnce } from '../../core/load-once';
import type { Database } from '../../library/database';
import { RecordingLibrary } from '../../library/recording-library';
import type { StorageState } from './storage-state.svelte';

/**
 * The recordings of this device, opened when they are first asked for, and once more where that has failed.
 *
 * @returns what gives null where the browser keeps nothing, and else rejects as RecordingLibrary.open
 */
export function libraryOpener(
  database: Database,
  storage: StorageState,
): () => Promise<RecordingLibrary | null> {
  return loadOnce(async () => {
    try {
      const library = await RecordingLibrary.open(database);
      storage.hear(null);
      storage.isOpen = true;
      return library;
    } catch (thrown) {
      storage.fail(thrown);
      if (toAppError(thrown).code !== 'storage-unavailable') throw thrown;
      storage.isOpen = true;
      return null;
    }
  });
}
