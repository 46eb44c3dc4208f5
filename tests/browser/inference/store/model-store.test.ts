import { isMultilingual } from '$lib/core/checkpoint/dimensions';
import type { CatalogueEntry } from '$lib/core/models/catalogue-entry';
import type { KeptModel } from '$lib/core/models/kept-model';
import { MODEL_CATALOGUE } from '$lib/core/models/model-catalogue';
import { OWN_NAME, ownFolder } from '$lib/core/own-storage';
import { DEFAULT_MODEL_ID, ModelClient } from '$lib/inference/model-client';
import type { DownloadProgress } from '$lib/protocol/download';
import { RpcClient } from '$lib/protocol/rpc';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import manifest from '../../../../static/models/whisper-base-q8_0/manifest.json';
import type { StoreRequests } from '../../../../testing/models/store-requests';

const [base] = MODEL_CATALOGUE.filter(({ id }) => id === 'ggml-base-q8_0');
const [shard] = manifest.shards;
if (!base || !shard) throw new Error('no model to try with');
/** A part of the shipped model, as if it were a model of the catalogue on the server of the tests. */
const ENTRY: CatalogueEntry = {
  ...base,
  id: 'a-part',
  files: [
    { path: `static/models/${manifest.id}/${shard.file}`, sizeBytes: shard.sizeBytes, sha256: shard.sha256 },
  ],
};
const SIZE_BYTES = shard.sizeBytes;
const ORIGIN = `${location.origin}/`;
const MODEL: KeptModel = {
  ...{ id: 'own', name: 'Own', sizeBytes: 4, dimensions: base.dimensions, languages: null, source: 'import' },
  ...{ sha256: 'a'.repeat(64), verifiedBy: 'shapes', keptMs: 1 },
};
const BYTES = Uint8Array.of(1, 2, 3, 4);

const threads: Worker[] = [];
function startThread(): RpcClient<StoreRequests> {
  const url = new URL('../../../../testing/models/model-store.worker.ts', import.meta.url);
  const worker = new Worker(url, { type: 'module' });
  threads.push(worker);
  return new RpcClient<StoreRequests>(worker);
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return ownFolder(await navigator.storage.getDirectory(), 'models');
}
async function namesHere(): Promise<string[]> {
  const names: string[] = [];
  for await (const name of (await folder()).keys()) names.push(name);
  return names.sort();
}

let thread: RpcClient<StoreRequests>;
beforeEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(OWN_NAME, { recursive: true }).catch(() => undefined);
  thread = startThread();
});
afterEach(() => {
  for (const worker of threads.splice(0)) worker.terminate();
});

describe('a download into the private files', () => {
  test('is taken up by another thread where the one before was killed', async () => {
    const killed = new Promise<void>((resolve) => {
      // At the first that is told: on a quick machine the next is all of it.
      const hangAtBytes = 1;
      const onEvent = ({ receivedBytes }: DownloadProgress) => {
        if (receivedBytes < hangAtBytes) return;
        threads[0]?.terminate();
        resolve();
      };
      void thread.call('fetch', { entry: ENTRY, base: ORIGIN, hangAtBytes }, { onEvent });
    });
    await killed;
    const other = startThread();
    const [part] = await other.call('partial', null);
    const partBytes = part?.receivedBytes ?? 0;
    expect(partBytes).toBeGreaterThan(0);
    expect(partBytes).toBeLessThan(SIZE_BYTES);
    const model = await other.call('fetch', { entry: ENTRY, base: ORIGIN });
    expect(model).toMatchObject({ id: ENTRY.id, sha256: shard?.sha256, verifiedBy: 'sha256' });
    expect(await other.call('partial', null)).toEqual([]);
    expect(await other.call('list', null)).toEqual([model]);
    expect(await namesHere()).toEqual(['a-part.bin', 'a-part.complete', 'a-part.json']);
  });

  test('that two windows want comes once', async () => {
    const other = startThread();
    const progress = [0, 0];
    const [first, second] = await Promise.all(
      [thread, other].map((each, index) =>
        each.call('fetch', { entry: ENTRY, base: ORIGIN }, { onEvent: () => void (progress[index] = 1) }),
      ),
    );
    expect(first).toEqual(second);
    expect(progress.filter((count) => count > 0)).toHaveLength(1);
  });

  test('that is under way cannot be removed, in no window', async () => {
    const controller = new AbortController();
    const other = startThread();
    const began = new Promise<void>((resolve) => {
      const options = { signal: controller.signal, onEvent: () => resolve() };
      void thread.call('fetch', { entry: ENTRY, base: ORIGIN }, options).catch(() => undefined);
    });
    await began;
    await expect(other.call('remove', { id: ENTRY.id })).rejects.toMatchObject({ code: 'storage-failed' });
    controller.abort();
    await expect.poll(() => other.call('remove', { id: ENTRY.id }).catch(() => false)).toBeNull();
    expect(await namesHere()).toEqual([]);
  });
});

describe('the store of models', () => {
  test('knows a model that the version before has kept, without fetching anything', async () => {
    const client = new ModelClient(`${ORIGIN}static/models/`);
    await client.keepModel(() => undefined, new AbortController().signal);
    client.dispose();
    await (await folder()).removeEntry(`${DEFAULT_MODEL_ID}.json`).catch(() => undefined);
    const [model, ...others] = await thread.call('list', null);
    expect(others).toEqual([]);
    expect(model).toMatchObject({
      id: DEFAULT_MODEL_ID,
      name: 'Whisper base',
      source: 'app',
      languages: null,
    });
    expect(model).toMatchObject({ sizeBytes: manifest.sizeBytes, sha256: manifest.sha256 });
    expect(model?.dimensions).toEqual(base.dimensions);
    expect(model !== undefined && isMultilingual(model.dimensions)).toBe(true);
  });

  test('gives a model another name, whole or not, and keeps it under that', async () => {
    await thread.call('keep', { model: MODEL, bytes: BYTES });
    await thread.call('rename', { id: 'own', newId: 'renamed' });
    expect(await thread.call('list', null)).toEqual([]);
    expect(await namesHere()).toEqual(['renamed.bin']);
  });

  test('lets nothing of a model that is read in another window be lost: it goes once it is closed', async () => {
    await thread.call('keep', { model: MODEL, bytes: BYTES });
    expect(await thread.call('open', { id: 'own' })).toBe(true);
    const other = startThread();
    await other.call('remove', { id: 'own' });
    expect(await other.call('list', null)).toEqual([]);
    expect(await thread.call('read', null)).toEqual(BYTES);
    await thread.call('close', null);
    await other.call('sweep', null);
    expect(await namesHere()).toEqual([]);
  });

  test('sweeps away what a dead writer left, and neither models nor downloads that can go on', async () => {
    await thread.call('keep', { model: MODEL, bytes: BYTES });
    for (const name of ['import.unfinished.bin', 'begun.bin', 'begun.part.json', `${DEFAULT_MODEL_ID}.bin`]) {
      const writable = await (await (await folder()).getFileHandle(name, { create: true })).createWritable();
      await writable.write('{}');
      await writable.close();
    }
    await thread.call('sweep', null);
    const left = await namesHere();
    expect(left).not.toContain('import.unfinished.bin');
    expect(left).toEqual(expect.arrayContaining(['begun.bin', 'own.bin', `${DEFAULT_MODEL_ID}.bin`]));
    expect((await thread.call('partial', null)).map(({ id }) => id)).toEqual(['begun', DEFAULT_MODEL_ID]);
  });

  test('opens no path', async () => {
    for (const id of ['../own', 'a/b', '.hidden', ''])
      await expect(thread.call('open', { id })).rejects.toMatchObject({ code: 'internal' });
  });
});
