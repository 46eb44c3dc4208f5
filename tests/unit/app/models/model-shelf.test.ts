import { describe, expect, test } from 'vitest';
import { IMPORT, ModelShelf } from '../../../../src/lib/app/models/model-shelf.svelte';
import { Work } from '../../../../src/lib/app/browser/work.svelte';
import { AppError } from '../../../../src/lib/core/errors';
import type { KeptModel } from '../../../../src/lib/core/models/kept-model';
import type { DownloadProgress } from '../../../../src/lib/protocol/download';
import { FakeLocks } from '../../support/fake-locks';
import { FakeCall, settle } from '../fake-clients';
import { keptModel } from './kept-model';

const HALF = { receivedBytes: 50, totalBytes: 100, secondsLeft: 5 };

/** A shelf on models of the test's own: what is asked of them waits until the test answers. */
class Shelf {
  kept: readonly KeptModel[] = [];
  partial: readonly { readonly id: string; readonly receivedBytes: number }[] = [];
  listFails = false;
  readonly calls: (FakeCall<KeptModel, DownloadProgress> & { readonly asked: string })[] = [];
  readonly removed: string[] = [];
  readonly came: string[] = [];
  removalFails = false;
  readonly work = new Work(new FakeLocks());
  readonly shelf = new ModelShelf({
    work: this.work,
    store: null,
    onCame: ({ id }) => void this.came.push(id),
    models: {
      listModels: () =>
        this.listFails
          ? Promise.reject(new AppError('storage-unavailable', 'private window'))
          : Promise.resolve({
              models: this.kept,
              partial: this.partial,
              usedBytes: 7,
              grantedBytes: 9,
              hosts: [],
            }),
      fetchModel: (id, onProgress, signal) => this.#call(`fetch ${id}`, onProgress, signal),
      adoptModel: (id, signal) => this.#call(`adopt ${id}`, () => undefined, signal),
      importModel: (files, _keepsHalves, onProgress, signal) =>
        this.#call(
          `import ${files.map(({ path }) => path).join()}`,
          ({ receivedBytes: writtenBytes, ...progress }) => onProgress({ writtenBytes, ...progress }),
          signal,
        ),
      removeModel: (id) => {
        this.removed.push(id);
        return this.removalFails
          ? Promise.reject(new AppError('storage-failed', 'open elsewhere'))
          : Promise.resolve();
      },
      exportModel: () => Promise.resolve({ name: 'ggml-small-q8_0.bin', file: new Blob(['model']) }),
    },
  });

  #call(
    asked: string,
    onProgress: (progress: DownloadProgress) => void,
    signal: AbortSignal,
  ): Promise<KeptModel> {
    const call = Object.assign(new FakeCall<KeptModel, DownloadProgress>(onProgress, signal), { asked });
    this.calls.push(call);
    return call.promise;
  }
}

test('before it has looked, nothing is shown as missing', () => {
  expect(new Shelf().shelf.kept).toBeNull();
});

test('what is on the device, and how much of the disk it takes, is known after looking', async () => {
  const page = new Shelf();
  page.kept = [keptModel('small')];
  page.partial = [{ id: 'medium', receivedBytes: 3 }];
  await page.shelf.refresh();
  expect(page.shelf.kept?.map(({ id }) => id)).toEqual(['small']);
  expect([page.shelf.partial, page.shelf.usedBytes, page.shelf.grantedBytes]).toEqual([page.partial, 7, 9]);
});

test('a device that cannot be looked at says why, and keeps what was known', async () => {
  const page = new Shelf();
  page.kept = [keptModel('small')];
  await page.shelf.refresh();
  page.listFails = true;
  await page.shelf.refresh();
  expect(page.shelf.failure).toBe('storage-unavailable');
  expect(page.shelf.kept).toHaveLength(1);
});

describe('a download', () => {
  test('shows how far it is, and is on the device at its end', async () => {
    const page = new Shelf();
    const done = page.shelf.download('small');
    expect(page.shelf.activities.get('small')).toEqual({ kind: 'coming', progress: null });
    page.calls[0]?.emit(HALF);
    expect(page.shelf.activities.get('small')).toEqual({
      kind: 'coming',
      progress: { doneBytes: 50, totalBytes: 100, secondsLeft: 5 },
    });
    page.kept = [keptModel('small')];
    page.calls[0]?.resolve(keptModel('small'));
    await done;
    expect([page.shelf.activities.size, page.came, page.shelf.find('small')?.id]).toEqual([
      0,
      ['small'],
      'small',
    ]);
  });

  test('that is stopped is no failure, and what has come is listed', async () => {
    const page = new Shelf();
    const done = page.shelf.download('small');
    page.partial = [{ id: 'small', receivedBytes: 50 }];
    page.shelf.stop('small');
    page.calls[0]?.emit(HALF);
    await done;
    expect(page.shelf.activities.size).toBe(0);
    expect(page.shelf.partial).toEqual(page.partial);
  });

  test('that fails says why until it is tried again', async () => {
    const page = new Shelf();
    const failed = page.shelf.download('small');
    page.calls[0]?.reject(new AppError('model-download-failed', 'the server answered 404'));
    await failed;
    expect(page.shelf.activities.get('small')).toEqual({
      kind: 'failed',
      code: 'model-download-failed',
      detail: 'the server answered 404',
    });
    void page.shelf.download('small');
    expect(page.shelf.activities.get('small')?.kind).toBe('coming');
  });

  test('is begun once, however often it is asked for; others run beside it', () => {
    const page = new Shelf();
    void page.shelf.download('small');
    void page.shelf.download('small');
    void page.shelf.download('medium');
    expect(page.calls.map(({ asked }) => asked)).toEqual(['fetch small', 'fetch medium']);
  });

  test('that is another file than the published one can be kept all the same', async () => {
    const page = new Shelf();
    const done = page.shelf.adopt('small');
    page.calls[0]?.resolve(keptModel('own-small'));
    await done;
    expect([page.calls[0]?.asked, page.came]).toEqual(['adopt small', ['own-small']]);
  });
});

describe('an import', () => {
  const files = [{ path: 'whisper-small/model.safetensors', file: new Blob(['x']) }];

  test('is work that must not be broken off, and says what came of it', async () => {
    const page = new Shelf();
    const done = page.shelf.import(files, false);
    expect(page.work.here).toEqual(['import']);
    page.calls[0]?.resolve(keptModel('own'));
    await done;
    expect([page.work.here, page.shelf.imported?.id]).toEqual([[], 'own']);
    expect(page.calls[0]?.asked).toBe('import whisper-small/model.safetensors');
  });

  test('that fails leaves the result of the one before unsaid', async () => {
    const page = new Shelf();
    const first = page.shelf.import(files, false);
    page.calls[0]?.resolve(keptModel('own'));
    await first;
    const second = page.shelf.import(files, false);
    page.calls[1]?.reject(new AppError('model-unsupported', 'a LoRA adapter, not a model'));
    await second;
    expect(page.shelf.imported).toBeNull();
    expect(page.shelf.activities.get(IMPORT)).toMatchObject({ kind: 'failed', code: 'model-unsupported' });
  });

  test('that is stopped leaves no sign', async () => {
    const page = new Shelf();
    const done = page.shelf.import(files, false);
    page.shelf.stop(IMPORT);
    await done;
    expect([page.shelf.activities.size, page.work.here, page.came]).toEqual([0, [], []]);
  });
});

describe('deleting', () => {
  test('takes the model away', async () => {
    const page = new Shelf();
    await page.shelf.remove('small');
    await settle();
    expect([page.removed, page.shelf.activities.size]).toEqual([['small'], 0]);
  });

  test('that fails is told at the model', async () => {
    const page = new Shelf();
    page.removalFails = true;
    await page.shelf.remove('small');
    expect(page.shelf.activities.get('small')).toMatchObject({ kind: 'failed', code: 'storage-failed' });
  });
});
