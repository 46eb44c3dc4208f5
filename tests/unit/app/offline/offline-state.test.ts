import { describe, expect, it, vi } from 'vitest';
import { OfflineState } from '../../../../src/lib/app/offline/offline-state.svelte';
import type { ServiceWorkerLink } from '../../../../src/lib/app/offline/service-worker-link';
import { AppError, CancelledError } from '../../../../src/lib/core/errors';

function device({
  isRegistered = true,
  engineFails = false,
  engineStalls = false,
  isSilent = false,
  hasCard = true,
} = {}) {
  const here = { shell: true, detector: true, gpuRuntime: false, model: false };
  const link: ServiceWorkerLink = {
    isRegistered: () => Promise.resolve(isRegistered),
    whichParts: () =>
      isSilent ? Promise.reject(new AppError('app-not-loaded', 'no answer')) : Promise.resolve(here),
    keepGpuRuntime: ({ onProgress, signal }) => {
      onProgress?.(5, 10);
      if (engineFails) return Promise.reject(new AppError('app-not-loaded', 'no network'));
      if (engineStalls)
        return new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new CancelledError())),
        );
      here.gpuRuntime = true;
      return Promise.resolve(here);
    },
    started: vi.fn(() => Promise.resolve()),
    isLocked: () => Promise.resolve(false),
    setLock: () => Promise.resolve(),
    onRequest: () => undefined,
    onUpdate: () => undefined,
    onTakenOver: () => undefined,
    lookForUpdate: () => Promise.resolve(),
    takeUpdate: () => undefined,
  };
  const models = {
    keepModel: () => {
      here.model = true;
      return Promise.resolve('model');
    },
    isKept: () => Promise.resolve(here.model),
  };
  const storage = { persist: () => Promise.resolve(true), persisted: () => Promise.resolve(false) };
  const offline = new OfflineState({ link, models, storage, hasCard: () => Promise.resolve(hasCard) });
  return { offline, here, link };
}

describe('OfflineState', () => {
  it('brings what the graphics card needs by itself, and the model only when it is asked to', async () => {
    const { offline, here, link } = device();
    await offline.start();
    expect(offline.parts).toEqual({ shell: true, detector: true, engine: true, model: false });
    expect(offline.isReady).toBe(false);
    expect(link.started).toHaveBeenCalledOnce();
    await offline.bringAll();
    expect(here.model).toBe(true);
    expect(offline.isReady).toBe(true);
    expect(offline.progress).toBeNull();
  });

  it('has an engine without onnxruntime where there is no graphics card', async () => {
    const { offline, here } = device({ hasCard: false });
    await offline.start();
    expect(offline.parts).toEqual({ shell: true, detector: true, engine: true, model: false });
    await offline.bringAll();
    expect(offline.isReady).toBe(true);
    expect(here.gpuRuntime).toBe(false);
  });

  it.each([true, false])(
    'says what failed where the service worker is silent (card: %s)',
    async (hasCard) => {
      const { offline } = device({ isSilent: true, engineFails: true, hasCard });
      await offline.start();
      expect(offline.failure).toBe('app-not-loaded');
      expect(offline.isReady).toBe(false);
    },
  );

  it('says what failed, and that it is not ready', async () => {
    const { offline } = device({ engineFails: true });
    await offline.start();
    expect(offline.failure).toBe('app-not-loaded');
    expect(offline.isReady).toBe(false);
    expect(offline.progress).toBeNull();
  });

  it('ends what is called off, and asks for it again', async () => {
    const { offline } = device({ engineStalls: true });
    const started = offline.start();
    await vi.waitFor(() => expect(offline.progress).toEqual({ receivedBytes: 5, totalBytes: 10 }));
    offline.cancel();
    await started;
    expect([offline.progress, offline.failure, offline.isReady]).toEqual([null, null, false]);
    void offline.bringAll();
    await vi.waitFor(() => expect(offline.progress).toEqual({ receivedBytes: 5, totalBytes: 10 }));
  });

  it('is known, and not ready, where the service worker does not answer', async () => {
    const { offline } = device({ isSilent: true, engineFails: true });
    await offline.start();
    expect(offline.parts).toEqual({ shell: false, detector: false, engine: false, model: false });
    expect(offline.failure).toBe('app-not-loaded');
  });

  it('promises nothing where there is no service worker', async () => {
    const { offline } = device({ isRegistered: false });
    await offline.start();
    await offline.bringAll();
    expect(offline.isPossible).toBe(false);
    expect(offline.isReady).toBe(false);
  });
});
