/** The folder of models in the app's own private files, with a mark beside each that is whole. */
export const MODEL_FOLDER = 'models';

export function completeMark(modelId: string): string {
  return `${modelId}.complete`;
}

/** What the page asks of the download worker, the only one that may fetch a model. */
export type DownloadRequests = {
  /**
   * Brings a model into OPFS, continuing where an earlier attempt stopped, and verifies it. Answers at once if
   * it is there and whole. Aborting keeps what has arrived.
   */
  'keep-model': {
    /** `baseUrl` is absolute and ends in a slash; manifest.json and the parts lie there. */
    request: { readonly modelId: string; readonly baseUrl: string };
    response: null;
    event: DownloadProgress;
  };
  /** Brings a file of the app's own that is too large for its code, like the sample recording. */
  'fetch-file': {
    request: { readonly url: string };
    response: { readonly file: Blob };
    event: never;
  };
};

/** How much of something has come. */
export interface ReceivedBytes {
  readonly receivedBytes: number;
  /** Null where the host does not say. */
  readonly totalBytes: number | null;
}

export interface DownloadProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number;
  /** From the speed of the last seconds; null until it is known. */
  readonly secondsLeft: number | null;
}
