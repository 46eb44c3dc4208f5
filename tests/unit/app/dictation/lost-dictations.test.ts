import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LostDictations } from '../../../../src/lib/app/dictation/lost-dictations.svelte';
import { SAMPLE_RATE } from '../../../../src/lib/core/audio/audio-format';

class FakeFile {
  getFile(): Promise<Blob> {
    return Promise.resolve(new Blob([new Uint8Array(2 * 3 * SAMPLE_RATE)]));
  }
}

/** A disk with the sound of one dictation, of three seconds. */
function disk() {
  const folder = {
    entries: async function* () {
      await Promise.resolve();
      yield ['sound', new FakeFile()];
    },
    getDirectoryHandle: () => Promise.resolve(folder),
  };
  return { getDirectory: () => Promise.resolve(folder) } as unknown as StorageManager;
}

/** One lock, which a caller has as long as its work takes. */
function oneLock(): Pick<LockManager, 'request'> {
  let isHeld = false;
  const request = async (_name: string, _options: LockOptions, work: (lock: unknown) => unknown) => {
    if (isHeld) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return work(null);
    }
    isHeld = true;
    await new Promise((resolve) => setTimeout(resolve, 5));
    const result = await work({});
    isHeld = false;
    return result;
  };
  return { request } as unknown as LockManager;
}

beforeEach(() => void vi.stubGlobal('FileSystemFileHandle', FakeFile));
afterEach(() => void vi.unstubAllGlobals());

test('two that look at once both find what was lost', async () => {
  const lost = new LostDictations(oneLock(), disk());
  await Promise.all([lost.refresh(), lost.refresh()]);
  expect(lost.all.map(({ id, seconds }) => [id, seconds])).toEqual([['sound', 3]]);
});
