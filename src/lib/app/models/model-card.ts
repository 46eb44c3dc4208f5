import type { PublishedWordErrors } from '../../core/models/catalogue-entry';
import type { KeptModel } from '../../core/models/kept-model';
import type { ModelActivity } from './model-shelf.svelte';

/** How fast a model is on this device, as a person would ask. */
export interface PromisedSpeed {
  /** From the end of speech to the text of an utterance of 6 s. */
  readonly afterYouStopMs: number;
  /** For an hour of speech in a file. */
  readonly hourMinutes: number;
}

/** What the page says of one model. */
export interface ModelCard {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Codes; null for all that Whisper knows. */
  readonly languages: readonly string[] | null;
  readonly errors: readonly PublishedWordErrors[];
  readonly licence: string | null;
  /** Null while it is not known. */
  readonly speed: PromisedSpeed | 'measuring' | 'too-large' | null;
  /** Null where it is not on this device. */
  readonly kept: Pick<KeptModel, 'source' | 'verifiedBy' | 'bits'> | null;
  /** Of a download that was begun. */
  readonly receivedBytes: number;
  readonly activity: ModelActivity | null;
  readonly usedFor: readonly ('dictation' | 'files')[];
}
