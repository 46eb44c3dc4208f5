import { seededRandom } from '../../../../testing/seeded-random';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHANGED, ENTRY, ENTRY_WITHOUT_HASH, MODEL, SHA_256, sha256Of, ToyDownload } from './toy-download';

let toy: ToyDownload;
beforeEach(() => void (toy = new ToyDownload()));
afterEach(() => toy.end());

const startOf = (range: string | null) => Number(/\d+/.exec(range ?? '')?.[0] ?? 0);
const half = Math.floor(MODEL.length / 2);

describe('a model of the catalogue', () => {
  test('comes whole, is known by its published hash, and is not fetched again', async () => {
    const host = await toy.host();
    const model = await toy.fetch();
    expect(model).toMatchObject({ id: ENTRY.id, sha256: SHA_256, verifiedBy: 'sha256', source: 'catalogue' });
    expect(model.sizeBytes).toBe(MODEL.length);
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
    expect(toy.progress.at(-1)).toMatchObject({ receivedBytes: MODEL.length, totalBytes: MODEL.length });
    await toy.fetch();
    expect(host.requests).toEqual([
      { path: '/maker/toy/resolve/main/toy.bin', range: 'bytes=0-', method: 'GET' },
    ]);
  });

  test('without a published hash is checked by the shapes of its tensors', async () => {
    await toy.host();
    expect(await toy.fetch(ENTRY_WITHOUT_HASH)).toMatchObject({ verifiedBy: 'shapes', sha256: SHA_256 });
  });

  test('that is no model is not kept where nobody has published a hash', async () => {
    await toy.host(() => ({}), new Uint8Array(MODEL.length).fill(7));
    expect(await toy.failure(ENTRY_WITHOUT_HASH)).toMatchObject({ code: 'model-corrupt' });
    expect(toy.store.kept).toEqual([]);
  });

  test('comes from another origin to which its host sends the download on', async () => {
    let otherUrl = '';
    await toy.host(() => ({ redirectTo: otherUrl }));
    const other = await toy.host((_, index) => (index < 3 ? { breaksAfterBytes: 1000 } : {}));
    otherUrl = other.url;
    await toy.fetch();
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
    expect(other.requests.map(({ range }) => startOf(range))).toEqual([0, 1000, 2000, 3000]);
  });
});

describe('a connection', () => {
  test('that breaks 20 times at random places costs no byte twice', async () => {
    const random = seededRandom(24);
    const host = await toy.host((_, index) =>
      index < 20 ? { breaksAfterBytes: 1 + Math.floor((random() * MODEL.length) / 25) } : {},
    );
    await toy.fetch();
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
    expect(host.requests).toHaveLength(21);
    expect(toy.refetchedBytes).toBe(0);
  });

  test('that stalls is taken up where it stopped', async () => {
    const host = await toy.host((_, index) => (index === 0 ? { stallsAfterBytes: half } : {}));
    await toy.fetch(ENTRY, { limitMs: 200 });
    expect(host.requests.map(({ range }) => startOf(range))).toEqual([0, half]);
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
  });

  test('that brings nothing ends with a sentence, and what has come stays for the next day', async () => {
    const host = await toy.host((_, index) => (index === 0 ? { breaksAfterBytes: half } : { status: 502 }));
    expect(await toy.failure()).toMatchObject({ code: 'model-download-failed' });
    expect(host.requests).toHaveLength(6);
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(sha256Of(MODEL.slice(0, half)));
    await host.stop();
    toy.hosts.length = 0;
    const nextDay = await toy.host();
    await toy.fetch();
    expect(nextDay.requests.map(({ range }) => startOf(range))).toEqual([half]);
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
  });

  test('that a person pauses is taken up where it stopped', async () => {
    const host = await toy.host((_, index) => (index === 0 ? { stallsAfterBytes: half } : {}));
    const paused = toy.failure();
    while (toy.store.files.get(ENTRY.id)?.bytes.length !== half)
      await new Promise((resolve) => setTimeout(resolve, 5));
    toy.controller.abort();
    expect(await paused).toMatchObject({ name: 'CancelledError' });
    await toy.fetch(ENTRY, { signal: new AbortController().signal });
    expect(host.requests.map(({ range }) => startOf(range))).toEqual([0, half]);
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
  });

  test('that is paused while a server asks for patience ends at once', async () => {
    await toy.host(() => ({ status: 503, retryAfter: '100' }));
    const paused = toy.failure();
    setTimeout(() => toy.controller.abort(), 50);
    expect(await paused).toMatchObject({ name: 'CancelledError' });
  });
});

describe('a server', () => {
  test('that ignores ranges: what is here is passed over, not stored again', async () => {
    const host = await toy.host((_, index) => ({
      ignoresRange: true,
      ...(index === 0 && { breaksAfterBytes: half }),
    }));
    await toy.fetch();
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
    expect(host.requests).toHaveLength(2);
    expect(toy.refetchedBytes).toBe(half);
  });

  test('that changes the file between two requests: it is begun anew, never mixed', async () => {
    const host = await toy.host((_, index) =>
      index === 0 ? { bytes: CHANGED, etag: '"0"', breaksAfterBytes: half } : {},
    );
    await toy.fetch();
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
    expect(host.requests.map(({ range }) => startOf(range))).toEqual([0, half, 0]);
  });

  test('that changes the file between two days: it is begun anew', async () => {
    const host = await toy.host((_, index) => {
      if (index === 0) return { bytes: CHANGED, etag: '"0"', breaksAfterBytes: half };
      return index < 6 ? { status: 500 } : {};
    });
    await toy.failure();
    await toy.fetch();
    expect(host.requests.slice(6).map(({ range }) => startOf(range))).toEqual([half, 0]);
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
  });

  test('that ignores ranges and has changed the file: its answer is the new file', async () => {
    const host = await toy.host((_, index) =>
      index === 0 ? { etag: '"0"', breaksAfterBytes: half } : { ignoresRange: true },
    );
    await toy.fetch();
    expect(host.requests).toHaveLength(2);
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
  });

  test('that changes the file for ever is left', async () => {
    const host = await toy.host((_, index) => ({ etag: `"${index}"`, breaksAfterBytes: 100 }));
    expect(await toy.failure()).toMatchObject({ code: 'model-download-failed' });
    expect(host.requests.length).toBeLessThan(20);
  });

  test.each([
    ['404', { status: 404 }, 1],
    ['401', { status: 401 }, 1],
    ['500', { status: 500 }, 6],
    ['another length in a part', { bytes: MODEL.slice(0, 1000) }, 1],
    ['another length of a whole file', { ignoresRange: true, bytes: MODEL.slice(0, 1000) }, 1],
    ['429 for an hour', { status: 429, retryAfter: '3600' }, 1],
    ['an empty file', { bytes: new Uint8Array() }, 1],
  ])('that answers with %s fails as a download', async (_, behaviour, attempts) => {
    const host = await toy.host(() => behaviour);
    expect(await toy.failure()).toMatchObject({ code: 'model-download-failed' });
    expect(host.requests).toHaveLength(attempts);
    expect(toy.store.kept).toEqual([]);
  });

  test.each([429, 503])('that answers %i and names a second is asked again after it', async (status) => {
    const host = await toy.host((_, index) => (index === 0 ? { status, retryAfter: '1' } : {}));
    const startMs = performance.now();
    await toy.fetch();
    expect(performance.now() - startMs).toBeGreaterThan(990);
    expect(host.requests).toHaveLength(2);
  });

  test('that has nothing beyond what is here answers 416: the file is begun anew', async () => {
    toy.store.parts.set(ENTRY.id, {});
    const file = await toy.store.openForWriting(ENTRY.id);
    file.write(MODEL.slice(0, half), { at: 0 });
    file.close();
    const host = await toy.host((_, index) => (index === 0 ? { status: 416 } : {}));
    await toy.fetch();
    expect(host.requests.map(({ range }) => startOf(range))).toEqual([half, 0]);
    expect(sha256Of(toy.store.bytesOf(ENTRY.id))).toBe(SHA_256);
  });

  test('that this app may not ask is told from one that is not there', async () => {
    const refused = { wasRefused: () => Promise.resolve(true) };
    expect(await toy.failure(ENTRY, refused)).toMatchObject({ code: 'model-host-blocked' });
  });
});
