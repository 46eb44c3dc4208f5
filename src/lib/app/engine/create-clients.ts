import { ListenerClient } from '../../audio/listener-client';
import { MediaClient } from '../../audio/media-client';
import { InferenceClient } from '../../inference/inference-client';
import { ModelClient } from '../../inference/model-client';
import type { TranscriptionClients } from './transcription-clients';

/** The workers behind the page; each starts on its first call. */
export interface Clients extends TranscriptionClients {
  readonly models: ModelClient;
  readonly inference: InferenceClient;
  readonly media: MediaClient;
  readonly listener: ListenerClient;
}

/** @param modelsUrl the folder of the models on this origin, absolute, with a slash at its end */
export function createClients(modelsUrl: string): Clients {
  const models = new ModelClient(modelsUrl);
  const inference = new InferenceClient();
  const media = new MediaClient();
  const listener = new ListenerClient();
  const dispose = () => [models, inference, media].forEach((client) => client.dispose());
  return { models, inference, media, listener, dispose };
}
