import { adoptUnpublished } from '$lib/inference/download/catalogue-download';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHANGED, ENTRY, MODEL, SHA_256, sha256Of, ToyDownload } from './toy-download';

let toy: ToyDownload;
beforeEach(() => void (toy = new ToyDownload()));
afterEach(() => toy.end());

const startOf = (range: string | null) => Number(/\d+/.exec(range ?? '')?.[0] ?? 0);
const half = Math.floor(MODEL.length / 2);

describe('what lies here', () => {
  test('and is longer than the file is none of it', async () => {
    toy.store.parts.set(ENTRY.id, {});
    const file = await toy.store.openForWriting(ENTRY.id);
    file.write(new Uint8Array(MODEL.length + 1), { at: 0 });
    file.close();
    await toy.host();
    await toy.fetch();
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
  });

  test('and was left by another writer is none of it', async () => {
    const file = await toy.store.openForWriting(ENTRY.id);
    file.write(new Uint8Array(half), { at: 0 });
    file.close();
    const host = await toy.host();
    await toy.fetch();
    expect(host.requests.map(({ range }) => startOf(range))).toEqual([0]);
  });

  test('is not enough room: how much is missing is said before anything is asked for', async () => {
    const host = await toy.host();
    const error = await toy.failure(ENTRY, { freeBytes: () => Promise.resolve(MODEL.length - 1234) });
    expect(error.code).toBe('storage-full');
    expect(error.message).toContain('1234 bytes are missing');
    expect(host.requests).toEqual([]);
  });

  test('fills the disk: what has come stays, and how much is missing is said', async () => {
    await toy.host((_, index) => (index === 0 ? { breaksAfterBytes: half } : {}));
    toy.store.capacityBytes = half + 10;
    const error = await toy.failure();
    expect(error.code).toBe('storage-full');
    expect(error.message).toContain(`${MODEL.length - half} bytes`);
    toy.store.capacityBytes = Infinity;
    await toy.fetch();
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
  });
});

describe('another file than was published', () => {
  const { signal } = new AbortController();

  test('stays, is told, and is kept as a model of one’s own where a person wants it', async () => {
    const host = await toy.host(() => ({}), CHANGED);
    expect(await toy.failure()).toMatchObject({ code: 'model-hash-differs' });
    expect(await toy.failure()).toMatchObject({ code: 'model-hash-differs' });
    expect(host.requests).toHaveLength(1);
    expect(toy.store.kept).toEqual([]);

    const own = await adoptUnpublished(ENTRY, { store: toy.store, signal });
    const sha256 = sha256Of(CHANGED);
    expect(own).toMatchObject({ id: `${ENTRY.id}-${sha256.slice(0, 8)}`, source: 'import', sha256 });
    expect(own).toMatchObject({ verifiedBy: 'shapes', sizeBytes: MODEL.length });
    expect(sha256Of(toy.store.bytesOf(own.id))).toBe(sha256Of(CHANGED));
    expect(toy.store.files.has(ENTRY.id)).toBe(false);
  });

  test('that is no model cannot be kept as one, and still stays', async () => {
    const noise = new Uint8Array(MODEL.length).fill(7);
    await toy.host(() => ({}), noise);
    await toy.failure();
    const adopted = adoptUnpublished(ENTRY, { store: toy.store, signal });
    await expect(adopted).rejects.toMatchObject({ code: 'model-corrupt' });
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(sha256Of(noise));
  });

  test('of which nothing has come is missing', async () => {
    const adopted = adoptUnpublished(ENTRY, { store: toy.store, signal });
    await expect(adopted).rejects.toMatchObject({ code: 'model-missing' });
  });
});
