import { expect, test } from 'vitest';
import { keepEngineBusy } from '../../../../../src/lib/app/performance/cards/busy-engine';
import type { TranscriptionClients } from '../../../../../src/lib/app/engine/transcription-clients';
import { serveWindows } from '../../../../../src/lib/audio/media/window-server';
import { AppError, CancelledError } from '../../../../../src/lib/core/errors';
import type { FoundWindow } from '../../../../../src/lib/core/streaming/reading-point';
import type { WindowRequests } from '../../../../../src/lib/protocol/media';
import { RpcClient } from '../../../../../src/lib/protocol/rpc';
import { readingPoint } from '../../../../../testing/reading-point';

const clip = { file: new File([], 'sample.flac'), language: 'en' };
const neverAborted = new AbortController().signal;

/** A reader of so many windows, and an engine that takes 5 ms for each. */
function clients(windowCount: number, failure?: AppError) {
  const seen = { windows: 0, samples: 0, readingEnded: 'not yet' };
  async function* windows(): AsyncGenerator<FoundWindow, void, void> {
    for (let i = 0; i < windowCount; i++) {
      const [samples, voice] = [new Float32Array(16_000), new Uint8Array(32)];
      yield { startSample: i, samples, voice, speech: [], phrases: [], resume: readingPoint(0) };
    }
    if (failure) throw failure;
  }
  const media: Pick<TranscriptionClients['media'], 'readRecording'> = {
    readRecording: async (_, port, { signal } = {}) => {
      try {
        await serveWindows(windows(), port, signal ?? neverAborted);
      } catch (thrown) {
        seen.readingEnded = thrown instanceof CancelledError ? 'cancelled' : 'failed';
        throw thrown;
      }
      seen.readingEnded = 'read';
      return { audioSeconds: 1, speechSeconds: 1, passedOverSeconds: 0, endedEarly: false };
    },
  };
  const inference: Pick<TranscriptionClients['inference'], 'transcribe'> = {
    transcribe: async ({ windows: port, signal }) => {
      const source = new RpcClient<WindowRequests>(port);
      for (;;) {
        const window = await source.call('next-window', null, { signal });
        if (!window) break;
        seen.windows++;
        seen.samples = window.samples.length;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      port.close();
      return { retriedWindows: 0, processingMilliseconds: 0 };
    },
  };
  return { seen, parts: { media, inference } as unknown as TranscriptionClients };
}

test('the same window is read again and again until the time is over, and the file is let go of', async () => {
  const { parts, seen } = clients(3);
  const startedMs = performance.now();
  await keepEngineBusy(parts, clip, 200, neverAborted);
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(200);
  expect(seen).toMatchObject({ samples: 16_000, readingEnded: 'cancelled' });
  expect(seen.windows).toBeGreaterThan(3);
});

test('a clip without speech makes no work', async () => {
  const { parts, seen } = clients(0);
  await keepEngineBusy(parts, clip, 200, neverAborted);
  expect(seen).toMatchObject({ windows: 0, readingEnded: 'read' });
});

test('a clip that cannot be read fails', async () => {
  const { parts } = clients(0, new AppError('audio-damaged', 'broken'));
  await expect(keepEngineBusy(parts, clip, 200, neverAborted)).rejects.toMatchObject({
    code: 'audio-damaged',
  });
});

test('it is called off at once', async () => {
  const { parts } = clients(3);
  const calledOff = new AbortController();
  setTimeout(() => calledOff.abort(), 30);
  await expect(keepEngineBusy(parts, clip, 60_000, calledOff.signal)).rejects.toBeInstanceOf(CancelledError);
});
