import { describe, expect, test } from 'vitest';
import { adoptLegacyLock, deleteLegacyCaches, deleteOwnCaches } from '../../../src/lib/library/legacy-caches';
import { FakeCaches } from '../support/fake-caches';

const SCOPE = 'https://host.test/superwhisper2/';
const ENGINE = `${SCOPE}_app/immutable/assets/ort-wasm.wasm`;
const THEIRS = 'https://host.test/other-app/ort-wasm.wasm';

describe('an update from a version before 0.2', () => {
  test('makes no cache where there was none', async () => {
    const caches = new FakeCaches();
    await adoptLegacyLock(caches, SCOPE, 'superwhisper2:offline-lock');
    expect(await caches.keys()).toEqual([]);
  });

  test('stays locked where it was, and unlocked once that is chosen', async () => {
    const caches = new FakeCaches().fill('shell-1', { [SCOPE]: 'page' }).fill('offline-lock', {});
    await adoptLegacyLock(caches, SCOPE, 'superwhisper2:offline-lock');
    expect(await caches.keys()).toEqual(['shell-1', 'superwhisper2:offline-lock']);
    await caches.delete('superwhisper2:offline-lock');
    await adoptLegacyLock(caches, SCOPE, 'superwhisper2:offline-lock');
    expect(await caches.keys()).toEqual(['shell-1']);
  });

  test('is not locked by another program', async () => {
    const caches = new FakeCaches().fill('shell-1', { [THEIRS]: 'page' }).fill('offline-lock', {});
    await adoptLegacyLock(caches, SCOPE, 'superwhisper2:offline-lock');
    expect(await caches.keys()).toEqual(['shell-1', 'offline-lock']);
  });
});

test('caches of older versions are deleted, and nothing of another program', async () => {
  const caches = new FakeCaches()
    .fill('shell-1', { [SCOPE]: 'page' })
    .fill('shell-2', { [THEIRS]: 'page' })
    .fill('engine', { [ENGINE]: 'engine', [THEIRS]: 'theirs' })
    .fill('offline-lock', {})
    .fill('superwhisper2:engine', { [ENGINE]: 'engine' });
  await deleteLegacyCaches(caches, SCOPE);
  expect(await caches.keys()).toEqual(['shell-2', 'engine', 'superwhisper2:engine']);
});

test('every cache of the app is deleted, and nothing of another program', async () => {
  const caches = new FakeCaches()
    .fill('superwhisper2:shell-3', { [SCOPE]: 'page' })
    .fill('superwhisper2-other:shell', { [THEIRS]: 'page' })
    .fill('engine', { [ENGINE]: 'engine' })
    .fill('theirs', {});
  await deleteOwnCaches(caches, SCOPE);
  expect(await caches.keys()).toEqual(['superwhisper2-other:shell', 'theirs']);
});
