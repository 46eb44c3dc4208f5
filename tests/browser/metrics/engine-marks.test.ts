import { runRecording } from '$lib/app/recordings/recording-run';
import { MediaClient } from '$lib/audio/media-client';
import { SAMPLE_RATE } from '$lib/core/audio/audio-format';
import { waveHeader } from '$lib/core/audio/wave-file';
import { countOf, NO_VALUES } from '$lib/core/metrics/histogram';
import { OWN_NAME } from '$lib/core/own-storage';
import { InferenceClient } from '$lib/inference/inference-client';
import { ModelClient } from '$lib/inference/model-client';
import { MetricsClient } from '$lib/metrics/metrics-client';
import { engineSetup } from '$lib/protocol/metrics';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const metrics = new MetricsClient('1');
const models = new ModelClient(new URL('/static/models/', location.href).href);
const inference = new InferenceClient(() => metrics.openPort());
const media = new MediaClient();

async function clear(): Promise<void> {
  for (const client of [metrics, models, inference, media]) client.dispose();
  await deleteDB(OWN_NAME);
}

beforeEach(clear);
afterEach(clear);

/** A hum of two seconds, as a WAV file. */
function hum(): File {
  const samples = Int16Array.from({ length: 2 * SAMPLE_RATE }, (_, at) => 3000 * Math.sin(at / 20));
  return new File([waveHeader(samples.length), samples], 'hum.wav');
}

test('loading a model and reading a window of a recording are marked by the engine itself, for its own setup', async () => {
  const { signal } = new AbortController();
  const modelId = await models.keepModel(() => undefined, signal);
  const engine = await inference.loadModel(modelId);
  // A model that is ready is not loaded again.
  await inference.loadModel(modelId);
  await runRecording(
    { media, inference },
    {
      ...{ file: hum(), cutSilence: false, signal, vocabulary: [] },
      language: { kind: 'given', language: 'en' },
      onRead: () => undefined,
      onText: () => undefined,
    },
  );
  await vi.waitFor(
    async () => {
      const [day, ...others] = await metrics.days();
      expect(others).toEqual([]);
      const counts = (['load', 'windowMs', 'queueWaitMs', 'partialMs'] as const).map((figure) =>
        countOf(day?.histograms[figure] ?? NO_VALUES),
      );
      expect([day?.setup, counts]).toEqual([engineSetup(engine), [1, 1, 1, 0]]);
    },
    { timeout: 30_000, interval: 500 },
  );
});
