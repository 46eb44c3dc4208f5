import { dayOf } from '$lib/core/metrics/day-record';
import { countOf, NO_VALUES, quantile } from '$lib/core/metrics/histogram';
import { OWN_NAME } from '$lib/core/own-storage';
import { Database } from '$lib/library/database';
import { askForDeletion, endDeletion } from '$lib/library/deletion-mark';
import { MetricsClient } from '$lib/metrics/metrics-client';
import { MarkSender } from '$lib/protocol/mark-sender';
import type { MarkRequests } from '$lib/protocol/metrics';
import { RpcClient } from '$lib/protocol/rpc';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const setup = { modelId: 'base', device: 'wasm', adapter: null } as const;
let clients: MetricsClient[] = [];

function start(version = '1'): MetricsClient {
  const client = new MetricsClient(version);
  clients.push(client);
  return client;
}

async function clear(): Promise<void> {
  for (const client of clients) client.dispose();
  clients = [];
  await endDeletion();
  await deleteDB(OWN_NAME);
}

beforeEach(clear);
afterEach(clear);

/** How many final latencies there are, by day and version. */
async function finalsOf(client: MetricsClient) {
  const days = await client.days();
  return days.map(({ day, version, histograms }) => [day, version, countOf(histograms.final ?? NO_VALUES)]);
}

const today = () => dayOf(new Date());

test('what the page marks is in the figures of today at once, and after a reload', async () => {
  const client = start();
  const marks = client.of(setup);
  for (const value of [400, 500, 600]) marks.mark('final', value);
  marks.mark('utterances', 3);
  const [day] = await client.days();
  expect(day).toMatchObject({ day: today(), version: '1', setup, counters: { utterances: 3 } });
  expect(Math.abs(quantile(day?.histograms.final ?? NO_VALUES, 0.5) - 500)).toBeLessThanOrEqual(5);
  await client.keep();
  client.dispose();
  expect(await finalsOf(start())).toEqual([[today(), '1', 3]]);
});

test('another thread sends its marks over a port of its own, those of before it was listened to as well', async () => {
  const client = start('2');
  const rpc = new RpcClient<MarkRequests>(client.openPort());
  const sender = new MarkSender((batches) => rpc.call('marks', batches));
  sender.of(setup).mark('final', 400);
  void sender.flush();
  await vi.waitFor(async () => expect(await finalsOf(client)).toEqual([[today(), '2', 1]]), {
    timeout: 20_000,
    interval: 500,
  });
});

test('two windows of the app count together', async () => {
  const windows = [start(), start()];
  for (let round = 0; round < 5; round++)
    for (const client of windows) {
      client.of(setup).mark('final', 400);
      await client.keep();
    }
  expect(await finalsOf(start())).toEqual([[today(), '1', 10]]);
});

test('what is in memory does not come back once everything is to be deleted', async () => {
  const client = start();
  client.of(setup).mark('final', 400);
  await client.days();
  await askForDeletion();
  await client.keep();
  await deleteDB(OWN_NAME);
  await endDeletion();
  await client.keep();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(OWN_NAME);
  client.of(setup).mark('final', 500);
  await client.keep();
  expect(await finalsOf(start())).toEqual([[today(), '1', 1]]);
});

test('where nothing can be written, today is there as long as the thread', async () => {
  const newer = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(OWN_NAME, 1000);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('not opened'));
  });
  const client = start();
  client.of(setup).mark('final', 400);
  await client.keep();
  expect(await finalsOf(client)).toEqual([[today(), '1', 1]]);
  newer.close();
});

test('keeping starts no thread where nothing was marked', async () => {
  await start().keep();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(OWN_NAME);
});

test('a page that waits for the database to be upgraded is not kept waiting by the thread', async () => {
  const client = start();
  client.of(setup).mark('final', 400);
  await client.keep();
  const database = new Database({ migrations: [...Array.from({ length: 20 }, () => () => undefined)] });
  await database.use(() => Promise.resolve());
  expect(await finalsOf(client)).toEqual([]);
  database.close();
});
