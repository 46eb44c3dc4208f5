import type { SoundTracks } from '../core/audio/sound-tracks';
import type { FoundWindow, ReadingPoint } from '../core/streaming/reading-point';

/** What the page asks of the media worker. */
export type MediaRequests = {
  /**
   * Opens the file and says how long it declares itself to be; null where that is not known quickly. Errors as
   * read-recording.
   */
  'probe-recording': {
    request: { readonly file: File };
    response: { readonly durationSeconds: number | null };
    event: never;
  };
  /**
   * Decodes `file` and serves its windows on `windows` (see WindowRequests) until it ends. Answers when the
   * last window has been taken.
   */
  'read-recording': {
    request: {
      readonly file: File;
      readonly windows: MessagePort;
      /** That a person has chosen, by its number in the tracks of the file; null: the voice decides. */
      readonly track: number | null;
      /** Windows of an earlier run that have their text: found again, but not served. */
      readonly skippedWindows: number;
      /** The place that came with the last of them, where it is kept: what lies before is then only decoded. */
      readonly resumeFrom: ReadingPoint | null;
      /** False: everything counts as speech, where the voice detector passes over what is said. */
      readonly cutSilence: boolean;
    };
    response: RecordingSummary;
    event: RecordingProgress;
  };
  /** Whether windows are held back from now on, of every recording: what is being transcribed is finished. */
  'hold-windows': { request: { readonly isHeld: boolean }; response: null; event: never };
  /** The recording as 16-bit mono WAV at 16 kHz, for what the browser's own player cannot play. */
  'make-playable': {
    request: { readonly file: File; readonly track: number | null };
    response: { readonly file: Blob };
    event: PlayableProgress;
  };
};

export interface RecordingSummary {
  /** Sound decoded, in seconds. */
  readonly audioSeconds: number;
  /** How much of it is speech. */
  readonly speechSeconds: number;
  /** Sound in no window that may be speech for its level; 0 where there is little of it, or before the end. */
  readonly passedOverSeconds: number;
  /** The file broke off: what came before is all there is. */
  readonly endedEarly: boolean;
}

export type RecordingProgress =
  /** As far as the length is known; null where it is not. */
  | { readonly type: 'opened'; readonly durationSeconds: number | null; readonly tracks: SoundTracks }
  /** `peaks`: loudness since the event before, one value in [0, 255] per PEAK_SECONDS, for the waveform. */
  | { readonly type: 'read'; readonly decodedSeconds: number; readonly peaks: Uint8Array<ArrayBuffer> };

/** How far a recording has been made playable. */
export interface PlayableProgress {
  readonly type: 'read';
  readonly decodedSeconds: number;
}

/** What the inference worker asks of the media worker, over the port of one recording. */
export type WindowRequests = {
  /** The next window with speech; null at the end. Asking is the back-pressure: nothing is read far ahead. */
  'next-window': { request: null; response: FoundWindow | null; event: never };
};
