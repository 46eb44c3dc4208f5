import { DEFAULT_MODEL_BYTES, DEFAULT_MODEL_ID } from '../../inference/model-client';

/** What is fetched before anything can be written. */
export const NEEDED_MODEL_BYTES = DEFAULT_MODEL_BYTES;

/** How large a model is; null for one that does not ship with the app. */
export function modelBytes(id: string): number | null {
  return id === DEFAULT_MODEL_ID ? DEFAULT_MODEL_BYTES : null;
}
