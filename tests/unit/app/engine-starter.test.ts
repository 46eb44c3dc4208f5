import { expect, it, vi } from 'vitest';
import { EngineStarter } from '../../../src/lib/app/engine-starter.svelte';
import type { TranscriptionClients } from '../../../src/lib/app/transcription-clients';
import { AppError } from '../../../src/lib/core/errors';

const PROGRESS = { receivedBytes: 1, totalBytes: 3, secondsLeft: null };

function starter(downloads: number) {
  const inference = {
    warmUp: vi.fn(() => Promise.resolve()),
    loadModel: vi.fn(() => Promise.reject(new AppError('engine-failed', 'enough seen'))),
    transcribe: () => Promise.reject(new Error('not asked')),
  };
  const models: TranscriptionClients['models'] = {
    keepModel: (onProgress) => {
      for (let i = 0; i < downloads; i++) onProgress(PROGRESS);
      return Promise.resolve('model');
    },
    fetchFile: () => Promise.reject(new Error('not asked')),
    isKept: () => Promise.resolve(downloads === 0),
  };
  return { starter: new EngineStarter({ models, inference }), inference };
}

it.each([
  { downloads: 3, warmUps: 1 },
  { downloads: 0, warmUps: 0 },
])(
  'makes the engine ready while the model comes: $downloads reports of it',
  async ({ downloads, warmUps }) => {
    const { starter: started, inference } = starter(downloads);
    await expect(started.start()).rejects.toThrow('enough seen');
    expect(inference.warmUp).toHaveBeenCalledTimes(warmUps);
    expect(inference.loadModel).toHaveBeenCalledWith('model');
    expect(started.progress).toBeNull();
  },
);
