import type { AudioWindow } from '../core/streaming/audio-window';

/** What the page asks of the media worker. */
export type MediaRequests = {
  /**
   * Decodes `file` and serves its windows on `windows` (see WindowRequests) until it ends. Answers when the
   * last window has been taken.
   */
  'read-recording': {
    request: { readonly file: File; readonly windows: MessagePort };
    response: RecordingSummary;
    event: RecordingProgress;
  };
};

export interface RecordingSummary {
  /** Sound decoded, in seconds. */
  readonly audioSeconds: number;
  /** Of which speech. */
  readonly speechSeconds: number;
  /** The file broke off: what came before is all there is. */
  readonly endedEarly: boolean;
}

export type RecordingProgress =
  /** As the container declares it; null where it does not. */
  | { readonly type: 'opened'; readonly durationSeconds: number | null }
  | { readonly type: 'read'; readonly decodedSeconds: number };

/** What the inference worker asks of the media worker, over the port of one recording. */
export type WindowRequests = {
  /** The next window with speech; null at the end. Asking is the back-pressure: nothing is read far ahead. */
  'next-window': { request: null; response: AudioWindow | null; event: never };
};
