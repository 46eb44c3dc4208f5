import { ListenerClient } from '../../audio/listener-client';
import { MediaClient } from '../../audio/media-client';
import { InferenceClient } from '../../inference/inference-client';
import { ModelClient } from '../../inference/model-client';
import { MetricsClient } from '../../metrics/metrics-client';
import type { TranscriptionClients } from './transcription-clients';

/** The workers behind the page; each starts on its first call. */
export interface Clients extends TranscriptionClients {
  readonly models: ModelClient;
  readonly inference: InferenceClient;
  readonly media: MediaClient;
  readonly listener: ListenerClient;
  readonly metrics: MetricsClient;
}

/**
 * @param modelsUrl the folder of the models on this origin, absolute, with a slash at its end
 * @param version of the app
 */
export function createClients(modelsUrl: string, version: string): Clients {
  const models = new ModelClient(modelsUrl);
  const metrics = new MetricsClient(version);
  const inference = new InferenceClient(() => metrics.openPort());
  const media = new MediaClient();
  const listener = new ListenerClient();
  const dispose = () => [models, inference, media].forEach((client) => client.dispose());
  // The page may not come back.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void metrics.keep();
  });
  return { models, inference, media, listener, metrics, dispose };
}
