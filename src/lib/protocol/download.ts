import type { KeptModel } from '../core/models/kept-model';

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
  /** What is on this device, and who would be asked for more. Also removes what dead writers left. */
  'list-models': { request: null; response: ModelsOnDevice; event: never };
  /**
   * Brings a model of the catalogue into OPFS from the host of models, the only request of the app to another origin. It
   * continues where an earlier attempt stopped. Aborting keeps what has arrived.
   */
  'fetch-model': {
    request: { readonly entryId: string };
    response: KeptModel;
    event: DownloadProgress;
  };
  /** Keeps a download that is not the published file as a model of one's own, under an id of its own. */
  'adopt-model': { request: { readonly entryId: string }; response: KeptModel; event: never };
  /** Deletes a model, or what has come of one. Nothing happens where there is none. */
  'remove-model': { request: { readonly modelId: string }; response: null; event: never };
  /** Brings a file of the app's own that is too large for its code, like the sample recording. */
  'fetch-file': {
    request: { readonly url: string };
    response: { readonly file: Blob };
    event: never;
  };
};

export interface ModelsOnDevice {
  readonly models: readonly KeptModel[];
  /** Downloads that stopped: each can go on, or be removed. */
  readonly partial: readonly { readonly id: string; readonly receivedBytes: number }[];
  /** Of all files of models. */
  readonly usedBytes: number;
  /** What the browser grants the app in all, models and everything else; null where it does not say. */
  readonly grantedBytes: number | null;
  /** Origins that a download asks: that of the address of models first, then those that it may be sent on to. */
  readonly hosts: readonly string[];
}

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
