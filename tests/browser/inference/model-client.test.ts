import { OWN_NAME, ownFolder } from '$lib/core/own-storage';
import manifest from '../../../static/models/whisper-base-q8_0/manifest.json';
import { completeMark } from '$lib/protocol/download';
import { ModelClient, DEFAULT_MODEL_ID } from '$lib/inference/model-client';
import { InferenceClient } from '$lib/inference/inference-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

// The real model, from the folder it ships in, into the real private file system.
const MODELS_URL = new URL('/static/models/', location.href).href;
const hashOf = async () =>
  (await (await (await modelFolder()).getFileHandle(completeMark(DEFAULT_MODEL_ID))).getFile()).text();
const TOTAL_BYTES = 81_768_585;
const SHA_256 = manifest.sha256;
let client: ModelClient;

async function modelFolder() {
  return ownFolder(await navigator.storage.getDirectory(), 'models');
}
const modelFile = async () =>
  (await (await modelFolder()).getFileHandle(`${DEFAULT_MODEL_ID}.bin`)).getFile();

beforeEach(async () => {
  client = new ModelClient(MODELS_URL);
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(OWN_NAME, { recursive: true }).catch(() => undefined);
});
afterEach(() => client.dispose());

describe('keeping a model', () => {
  test('brings it whole, with progress, and the second time nothing is fetched', async () => {
    const received: number[] = [];
    await client.keepModel(
      (progress) => void received.push(progress.receivedBytes),
      new AbortController().signal,
    );
    expect((await modelFile()).size).toBe(TOTAL_BYTES);
    expect(received.at(-1)).toBe(TOTAL_BYTES);
    expect(received).toEqual([...received].sort((a, b) => a - b));

    const again: number[] = [];
    await client.keepModel(
      (progress) => void again.push(progress.receivedBytes),
      new AbortController().signal,
    );
    expect(again).toEqual([]);
    expect(await hashOf()).toBe(SHA_256);
  });

  test('adds its hash to a model that an older version has kept without', async () => {
    const { signal } = new AbortController();
    await client.keepModel(() => undefined, signal);
    const folder = await modelFolder();
    await folder.removeEntry(completeMark(DEFAULT_MODEL_ID));
    await folder.getFileHandle(completeMark(DEFAULT_MODEL_ID), { create: true });
    expect(await hashOf()).toBe('');
    await client.keepModel(() => undefined, signal);
    expect(await hashOf()).toBe(SHA_256);
  });

  test('goes on where it was called off', async () => {
    const controller = new AbortController();
    const stopped = client.keepModel(({ receivedBytes }) => {
      if (receivedBytes > 30_000_000) controller.abort();
    }, controller.signal);
    await expect(stopped).rejects.toMatchObject({ name: 'CancelledError' });
    const received: number[] = [];
    await client.keepModel(
      (progress) => void received.push(progress.receivedBytes),
      new AbortController().signal,
    );
    expect(received[0]).toBeGreaterThan(20_000_000);
    expect((await modelFile()).size).toBe(TOTAL_BYTES);
  });

  test('replaces what does not have the expected hash', async () => {
    const handle = await (await modelFolder()).getFileHandle(`${DEFAULT_MODEL_ID}.bin`, { create: true });
    const writable = await handle.createWritable();
    await writable.write(new Uint8Array(25_000_000).fill(7));
    await writable.close();
    await client.keepModel(() => undefined, new AbortController().signal);
    expect(new Uint8Array(await (await modelFile()).slice(0, 4).arrayBuffer())).toEqual(
      Uint8Array.of(0x6c, 0x6d, 0x67, 0x67),
    );
  });

  test('from where there is none fails as such', async () => {
    const nowhere = new ModelClient(new URL('/static/no-models/', location.href).href);
    await expect(nowhere.keepModel(() => undefined, new AbortController().signal)).rejects.toMatchObject({
      code: 'model-download-failed',
    });
    nowhere.dispose();
  });
});

describe('loading a model', () => {
  test('that is not kept says so', async () => {
    const inference = new InferenceClient();
    await expect(inference.loadModel('no-such-model')).rejects.toMatchObject({ code: 'model-missing' });
    inference.dispose();
  });

  test('that is damaged says so and drops it, so that it is fetched anew', async () => {
    const folder = await modelFolder();
    for (const name of [`${DEFAULT_MODEL_ID}.bin`, `${DEFAULT_MODEL_ID}.complete`]) {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write('not a model');
      await writable.close();
    }
    const inference = new InferenceClient();
    await expect(inference.loadModel(DEFAULT_MODEL_ID)).rejects.toMatchObject({ code: 'model-corrupt' });
    await expect(inference.loadModel(DEFAULT_MODEL_ID)).rejects.toMatchObject({ code: 'model-missing' });
    inference.dispose();
  });
});
