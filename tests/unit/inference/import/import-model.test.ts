import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { writeGgml } from '$lib/core/checkpoint/formats/ggml-writer';
import { joinBytes } from '$lib/core/checkpoint/join-bytes';
import { CancelledError } from '$lib/core/errors';
import { importModel, UNFINISHED_ID } from '$lib/inference/import/import-model';
import type { ImportProgress } from '$lib/protocol/model-import';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryModelStore } from '../../../../testing/models/memory-model-store';
import {
  ggmlPieces,
  joinPieces,
  toyGgmlContents,
  toyGgmlFile,
} from '../../../../testing/models/toy-ggml-file';

const english = () => Promise.reject(new Error('nobody asks for the English vocabulary'));
const multilingual = () => Promise.reject(new Error('nobody asks for the multilingual vocabulary'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let store: MemoryModelStore;
let progress: ImportProgress[];
beforeEach(() => {
  store = new MemoryModelStore();
  progress = [];
});

interface Given {
  readonly path?: string;
  readonly signal?: AbortSignal;
  readonly free?: number | null;
  readonly keepsHalves?: boolean;
}

function bring(file: Blob, { path = 'ggml-toy.bin', signal, free = null, keepsHalves = false }: Given = {}) {
  return importModel([{ path, file }], {
    store,
    keepsHalves,
    vocabularies: { multilingual, english },
    signal: signal ?? new AbortController().signal,
    onProgress: (event) => progress.push(event),
    freeBytes: () => Promise.resolve(free),
  });
}

/** What the writer makes of a file. */
async function written(file: Blob, precision: 'q8_0' | 'f16' = 'q8_0'): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeGgml(await readGgmlCheckpoint(file), precision)) pieces.push(piece.slice());
  return joinBytes(pieces);
}

describe('a model that a person brings', () => {
  test.each(['f32', 'f16', 'q5_0', 'q5_1'] as const)('in %s is kept in q8_0', async (type) => {
    const file = await toyGgmlFile(type);
    const model = await bring(file);
    const expected = await written(file);
    expect(sha256(store.bytesOf(model.id))).toBe(sha256(expected));
    expect(model).toMatchObject({ sha256: sha256(expected), sizeBytes: expected.length });
    expect([...store.files.keys()]).toEqual([model.id]);
    expect(store.kept).toEqual([model]);
  });

  test.each(['f32', 'bf16'] as const)('in %s is kept in 16 bit where that is wanted', async (type) => {
    const file = await toyGgmlFile(type);
    const model = await bring(file, { keepsHalves: true });
    const expected = await written(file, 'f16');
    expect(sha256(store.bytesOf(model.id))).toBe(sha256(expected));
    expect(model).toMatchObject({ name: 'ggml-toy f16', bits: 16, sizeBytes: expected.length });
  });

  test('in f16 stays as it is where 16 bit are wanted, beside the same in 8 bit', async () => {
    const file = await toyGgmlFile('f16');
    const [halves, quantised] = [await bring(file, { keepsHalves: true }), await bring(file)];
    expect(halves.sha256).toBe(sha256(new Uint8Array(await file.arrayBuffer())));
    expect([halves.bits, quantised.bits]).toEqual([16, undefined]);
    expect(store.kept).toEqual([halves, quantised]);
  });

  test('that was quantised before stays in 8 bit, whatever is wanted', async () => {
    const model = await bring(await toyGgmlFile('q5_0'), { keepsHalves: true });
    expect([model.bits, model.name]).toEqual([undefined, 'ggml-toy']);
  });

  test('in q8_0 stays as it is, to the byte', async () => {
    const contents = await toyGgmlContents('q8_0');
    // The writer would put the tensors back into their order.
    const file = joinPieces(ggmlPieces({ ...contents, tensors: contents.tensors.toReversed() }));
    const model = await bring(new Blob([file]));
    expect(sha256(store.bytesOf(model.id))).toBe(sha256(file));
    expect(model.sha256).toBe(sha256(file));
  });

  test('is described by its files and its hash', { timeout: 30_000 }, async () => {
    const before = Date.now();
    const model = await bring(await toyGgmlFile('f16', { multilingual: true, layers: 1 }), {
      path: 'from a stick/ggml-small-fr.bin',
    });
    expect(model).toMatchObject({ source: 'import', verifiedBy: 'shapes', languages: null });
    expect(model.dimensions).toMatchObject({ vocabularySize: 51865, audioLayers: 1 });
    expect(model.id).toBe(`${model.name.toLowerCase()}-${model.sha256?.slice(0, 8)}`);
    expect(model.keptMs).toBeGreaterThanOrEqual(before);
  });

  test('is for English where its vocabulary is', { timeout: 30_000 }, async () => {
    const model = await bring(await toyGgmlFile('f16', { multilingual: false, layers: 1 }));
    expect(model.languages).toEqual(['en']);
  });

  test('a second time is here already, and stays as it was', async () => {
    const file = await toyGgmlFile('f16');
    const first = await bring(file);
    expect(await bring(file)).toBe(first);
    expect(store.kept).toEqual([first]);
    expect([...store.files.keys()]).toEqual([first.id]);
  });

  test('is the one of the catalogue where its bytes are', async () => {
    const file = await toyGgmlFile('q8_0');
    const known = { ...(await bring(file)), id: 'whisper-toy-q8_0', source: 'catalogue' as const };
    store = new MemoryModelStore();
    store.kept.push(known);
    expect(await bring(file, { path: 'renamed.bin' })).toBe(known);
    expect(store.files.size).toBe(0);
  });

  test('comes with progress that ends at its size', async () => {
    const model = await bring(await toyGgmlFile('f16'));
    const written = progress.map(({ writtenBytes }) => writtenBytes);
    expect(written).toEqual(written.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toEqual({
      writtenBytes: model.sizeBytes,
      totalBytes: model.sizeBytes,
      secondsLeft: 0,
    });
  });

  test('takes the place of what a killed worker left', async () => {
    const left = await store.openForWriting(UNFINISHED_ID);
    left.write(new Uint8Array(5_000_000).fill(7), { at: 0 });
    left.close();
    const model = await bring(await toyGgmlFile('f16'));
    expect(store.bytesOf(model.id)).toHaveLength(model.sizeBytes);
  });
});

describe('nothing is left of a model', () => {
  const expectNothing = () => {
    expect(store.files.size).toBe(0);
    expect(store.kept).toEqual([]);
    expect(store.locked.size).toBe(0);
  };

  test.each(['f16', 'q8_0'] as const)('of %s whose last tensor holds infinity', async (type) => {
    const contents = await toyGgmlContents(type);
    const tensors = contents.tensors.map((tensor, index) =>
      index < contents.tensors.length - 1
        ? tensor
        : { ...tensor, data: new Uint8Array(new Float32Array(64).fill(Infinity).buffer) },
    );
    const file = new Blob([joinPieces(ggmlPieces({ ...contents, tensors }))]);
    await expect(bring(file)).rejects.toMatchObject({ code: 'model-corrupt' });
    expectNothing();
  });

  test('of q8_0 with a scale that is no number', async () => {
    const contents = await toyGgmlContents('q8_0');
    const tensors = contents.tensors.map((tensor) =>
      tensor.name === 'decoder.blocks.1.mlp.2.weight'
        ? { ...tensor, data: tensor.data.map((byte, index) => (index === 34 * 8 + 1 ? 0x7e : byte)) }
        : tensor,
    );
    const file = new Blob([joinPieces(ggmlPieces({ ...contents, tensors }))]);
    await expect(bring(file)).rejects.toMatchObject({ code: 'model-corrupt' });
    expectNothing();
  });

  test('that was cut', async () => {
    const file = await toyGgmlFile('f16');
    await expect(bring(file.slice(0, file.size - 1))).rejects.toMatchObject({ code: 'model-corrupt' });
    expectNothing();
  });

  test('that the person calls off in the middle', async () => {
    const controller = new AbortController();
    store.onWrite = (sizeBytes) => sizeBytes > 200_000 && controller.abort();
    await expect(bring(await toyGgmlFile('f16'), controller)).rejects.toThrow(CancelledError);
    expectNothing();
  });

  test('that was called off before', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(bring(await toyGgmlFile('f16'), controller)).rejects.toThrow(CancelledError);
    expectNothing();
  });

  test('that the disk has no room for, and not a byte is written', async () => {
    store.onWrite = () => expect.unreachable();
    const free = 100_000;
    await expect(bring(await toyGgmlFile('f16'), { free })).rejects.toMatchObject({ code: 'storage-full' });
    expectNothing();
  });

  test('that fills the disk after all', async () => {
    store.capacityBytes = 200_000;
    await expect(bring(await toyGgmlFile('f16'))).rejects.toMatchObject({ code: 'storage-full' });
    expectNothing();
  });

  test('that the disk does not keep as it was written', async () => {
    store.written = (bytes) => bytes.map((byte) => byte ^ 1);
    await expect(bring(await toyGgmlFile('f16'))).rejects.toMatchObject({ code: 'model-corrupt' });
    expectNothing();
  });

  test.each(['list', 'rename', 'keep'] as const)('where the store fails to %s', async (step) => {
    store[step] = (): Promise<never> => Promise.reject(new DOMException('the disk is gone', 'UnknownError'));
    await expect(bring(await toyGgmlFile('f16'))).rejects.toMatchObject({ code: 'storage-failed' });
    expectNothing();
  });

  test.each(['openForWriting', 'rename', 'keep'] as const)(
    'where there is no room left for the store to %s',
    async (step) => {
      store[step] = (): Promise<never> => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
      await expect(bring(await toyGgmlFile('f16'))).rejects.toMatchObject({ code: 'storage-full' });
      expectNothing();
    },
  );
});
