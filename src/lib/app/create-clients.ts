import { MediaClient } from '../audio/media-client';
import { InferenceClient } from '../inference/inference-client';
import { ModelClient } from '../inference/model-client';

/** The workers behind the page; each starts on its first call. */
export interface Clients {
  readonly models: ModelClient;
  readonly inference: InferenceClient;
  readonly media: MediaClient;
}

/** @param modelsUrl the folder of the models on this origin, absolute, with a slash at its end */
export function createClients(modelsUrl: string): Clients {
  return { models: new ModelClient(modelsUrl), inference: new InferenceClient(), media: new MediaClient() };
}
