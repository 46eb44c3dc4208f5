import type { SoundTracks } from '../core/audio/sound-tracks';
import type { ErrorCode } from '../core/errors';
import type { LanguageChoice } from '../core/recognition/language-choice';
import type { ReadingPoint } from '../core/streaming/reading-point';
import type { TextFacts } from '../core/transcript/text-facts';
import type { TranscribedWindow } from '../core/transcript/transcript';

/** Where the work on a kept recording stands, as it is taken up again after the page was closed. */
export type KeptState =
  /** In the queue, or in progress when the page was closed. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'paused' }
  /** `endedEarly`: the file broke off, and the text with it. */
  | { readonly kind: 'done'; readonly endedEarly: boolean }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly format?: string };

/** How far a recording has been read again whose text is there. */
export interface Rereading {
  /** So many of its windows, from the first, are new. */
  readonly windowCount: number;
  /** Of the last of them; 0 before there is one. */
  readonly endSeconds: number;
  /** Whisper's code, of the last of them; null before there is one. */
  readonly lastLanguage: string | null;
  /** The text is of another sound track: all of it goes when there is new text. */
  readonly isOtherSound: boolean;
}

export const NOTHING_REREAD: Rereading = {
  windowCount: 0,
  endSeconds: 0,
  lastLanguage: null,
  isOtherSound: false,
};

/** A recording as it is kept on this device; its sound and its text lie beside it, and are read when they are needed. */
export interface KeptRecording {
  readonly id: string;
  /** The name of the file it came from. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly addedMs: number;
  /** Its place in the list: lower ones come first. */
  readonly position: number;
  readonly state: KeptState;
  /** READING_VERSION of the app that kept it. */
  readonly readingVersion: number;
  /** It is being read again: versions that do not know `reread` begin at its beginning. */
  readonly startsOver: boolean;
  /** Null where it is not being read again; absent before 0.3. */
  readonly reread?: Rereading | null;
  /** What its text may be in; null: what is chosen when its turn comes. */
  readonly language: LanguageChoice | null;
  /** False: all of its sound is read, whether or not there is a voice in it; absent before 0.2. */
  readonly cutSilence?: boolean;
  /** As the container declares it; null where it does not. */
  readonly durationSeconds: number | null;
  /** Of the file; null before it was opened, absent before 0.2. */
  readonly tracks?: SoundTracks | null;
  /** The number of the track that a person has chosen; null: the voice decides; absent before 0.2. */
  readonly wantedTrack?: number | null;
  /** The model that writes its text; null: what is chosen when its turn comes; absent before 0.3. */
  readonly modelId?: string | null;
  /** The length, once the sound is read to its end; null before that. */
  readonly audioSeconds: number | null;
  /** Sound that was not read, and may be speech; null before its end, absent before 0.2. */
  readonly passedOverSeconds?: number | null;
  /** Seconds of sound transcribed per second; null before there was any. */
  readonly speed: number | null;
  /** The facts of the windows kept with it. */
  readonly text: TextFacts;
}

/** Grows when a window is kept in another form. */
export const WINDOW_VERSION = 1;

/** A window as it is kept. */
export interface KeptWindow extends TranscribedWindow {
  /** WINDOW_VERSION of the app that kept it; absent before 0.2. */
  readonly version?: number;
}

/** What of a recording is to be written, in one piece. */
export interface RecordingChanges {
  readonly recording: KeptRecording;
  /** The windows kept so far go, and with them the place where reading resumes. */
  readonly replacesText: boolean;
  /** By their index. */
  readonly windows: ReadonlyMap<number, TranscribedWindow>;
  /** Where reading resumes after the last of them; null where that is as before. */
  readonly resume: ReadingPoint | null;
}
