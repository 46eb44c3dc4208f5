import type { ListenerClient } from '../../audio/listener-client';
import type { InferenceClient } from '../../inference/inference-client';

/** The threads that dictation needs, as the page sees them; a test has its own. */
export interface DictationClients {
  readonly listener: Pick<ListenerClient, 'listen' | 'whenTaken' | 'attach' | 'stop' | 'forgetSound'>;
  readonly inference: Pick<InferenceClient, 'dictate' | 'preloadModels' | 'writeFinalsWith'>;
}
