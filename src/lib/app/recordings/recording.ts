import type { SoundTracks } from '../../core/audio/sound-tracks';
import { toAppError, type ErrorCode } from '../../core/errors';
import type { LanguageChoice } from '../../core/recognition/language-choice';
import type { TextFacts } from '../../core/transcript/text-facts';
import type { Rereading } from '../../library/kept-recording';
import type { DownloadProgress, ReceivedBytes } from '../../protocol/download';

/**
 * Where a recording stands:
 *
 *     waiting -> loading-engine <-> preparing-model -> running -> done -> waiting (again, from the beginning)
 *        \____________\___________________\_______________\----> paused | cancelled | failed
 *                                                                  -> waiting (continues after its last window)
 */
export type RecordingState =
  | { readonly kind: 'waiting' }
  | ({ readonly kind: 'preparing-model' } & DownloadProgress)
  /** `engine`: how much of the engine itself has come, where it is on its way. */
  | { readonly kind: 'loading-engine'; readonly engine: ReceivedBytes | null }
  | {
      readonly kind: 'running';
      /** How far the sound before the kept text has been read again; null where there is none, or that is done. */
      readonly reachedSeconds: number | null;
    }
  | { readonly kind: 'paused' }
  /** `endedEarly`: the file broke off, and the text with it. */
  | { readonly kind: 'done'; readonly endedEarly: boolean }
  | { readonly kind: 'cancelled' }
  | FailedState;

export interface FailedState {
  readonly kind: 'failed';
  readonly code: ErrorCode;
  /** The name of its format, where that is why. */
  readonly format?: string;
}

/**
 * Whether the sound outlives the page: 'not-kept' where the device has no room for it or the browser keeps nothing,
 * 'lost' where that was so when an earlier page was closed.
 */
export type Keeping = 'copying' | 'kept' | 'not-kept' | 'lost';

/** Why text is not on the device: a write has failed and is tried again, or has failed too often for that. */
export type TextTrouble = 'trying-again' | 'not-kept';

/** What the page shows of one recording but for its text, which is read when it is open. Never changed, only replaced. */
export interface Recording {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly addedMs: number;
  /** Its place in the list: lower ones come first. */
  readonly position: number;
  readonly state: RecordingState;
  /** The facts of the text so far; they stay when the work is paused, cancelled or fails. */
  readonly text: TextFacts;
  /** How far it has been read again; null where it is not being read again. */
  readonly reread: Rereading | null;
  /** What its text may be in; null: what is chosen when its turn comes. */
  readonly language: LanguageChoice | null;
  /** False: all of its sound is read, whether or not there is a voice in it. */
  readonly cutSilence: boolean;
  /** As the container declares it; null until it is known, or where it is not. */
  readonly durationSeconds: number | null;
  /** Of the file, and which of them its text is of; null until it has been opened. */
  readonly tracks: SoundTracks | null;
  /** The number of the track that a person has chosen; null: the voice decides. */
  readonly wantedTrack: number | null;
  /** The model that writes its text; null: what is chosen when its turn comes. */
  readonly modelId: string | null;
  /** Length of the sound; null until it has been read to its end. */
  readonly audioSeconds: number | null;
  /** Sound that was not read, and may be speech; null until the sound has been read to its end. */
  readonly passedOverSeconds: number | null;
  /** Seconds of sound transcribed per second of work; null before the first window is done. */
  readonly speed: number | null;
  readonly keeping: Keeping;
  /** Null while all that was written of it is on the device. */
  readonly textTrouble: TextTrouble | null;
}

/** Of a recording that was not read to its end because of `thrown`. */
export function failedState(thrown: unknown): FailedState {
  const { code, format } = toAppError(thrown);
  return { kind: 'failed', code, ...(format !== null && { format }) };
}

/** True while the recording still has work before it. */
export function isPending(recording: Recording): boolean {
  return recording.state.kind === 'waiting' || isActive(recording);
}

/** True for the one recording that is being worked on. */
export function isActive({ state }: Recording): boolean {
  return state.kind === 'preparing-model' || state.kind === 'loading-engine' || state.kind === 'running';
}

/** Everything before this place has its text, in seconds. */
export function transcribedSeconds({ text, reread }: Recording): number {
  return (reread ?? text).endSeconds;
}

/** Length of the recording as far as it is known. */
export function lengthSeconds({ audioSeconds, durationSeconds }: Recording): number | null {
  return audioSeconds ?? durationSeconds;
}

/** The number of the track that its text is of, where a player would play another; else null. */
export function trackToPlay({ tracks }: Recording): number | null {
  return tracks && tracks.read !== tracks.usual ? tracks.read : null;
}

/** True if something of it is nowhere but on this page, and does not get further for now. */
export function isOnlyHere(recording: Recording): boolean {
  return recording.textTrouble !== null || (isPending(recording) && recording.keeping === 'not-kept');
}

/** True if something of it would go with the page. */
export function isUnkept(recording: Recording): boolean {
  return recording.textTrouble !== null || (isPending(recording) && recording.keeping !== 'kept');
}
