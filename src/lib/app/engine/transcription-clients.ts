import type { MediaClient } from '../../audio/media-client';
import type { InferenceClient } from '../../inference/inference-client';
import type { ModelClient } from '../../inference/model-client';

/** The threads a transcription needs, as the page sees them; a test has its own. */
export interface TranscriptionClients {
  readonly models: Pick<ModelClient, 'keepModel' | 'fetchFile' | 'isKept'>;
  readonly inference: Pick<InferenceClient, 'warmUp' | 'loadModel' | 'transcribe'>;
  readonly media: Pick<MediaClient, 'readRecording' | 'probe' | 'makePlayable'>;
  /** Ends the workers; each is started again by its next call. */
  dispose(): void;
}
