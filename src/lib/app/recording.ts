import type { ErrorCode } from '../core/errors';
import type { TranscriptSegment } from '../core/transcript/transcript';
import type { DownloadProgress } from '../protocol/download';

/**
 * Where a recording stands:
 *
 *     waiting -> loading-engine <-> preparing-model -> running -> done
 *        \____________\___________________\_______________\----> cancelled | failed -> waiting (retry)
 */
export type RecordingState =
  | { readonly kind: 'waiting' }
  | ({ readonly kind: 'preparing-model' } & DownloadProgress)
  | { readonly kind: 'loading-engine' }
  | {
      readonly kind: 'running';
      readonly transcribedSeconds: number;
      /** Null until the container has told it, or where it does not. */
      readonly durationSeconds: number | null;
    }
  /** `endedEarly`: the file broke off, and the text with it. */
  | { readonly kind: 'done'; readonly endedEarly: boolean }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

/** What the page shows of one recording. Never changed, only replaced. */
export interface Recording {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly state: RecordingState;
  /** The text so far, in order; kept when the work is cancelled or fails. */
  readonly segments: readonly TranscriptSegment[];
  /** Whisper's code for the language of most of the text; null before there is any. */
  readonly language: string | null;
  /** Seconds of sound transcribed per second of waiting; null before the first window is done. */
  readonly speed: number | null;
  /** Length of the sound; null until it has been read to its end. */
  readonly audioSeconds: number | null;
}

/** True while the recording still has work before it. */
export function isPending(recording: Recording): boolean {
  return recording.state.kind === 'waiting' || isActive(recording);
}

/** True for the one recording that is being worked on. */
export function isActive({ state }: Recording): boolean {
  return state.kind === 'preparing-model' || state.kind === 'loading-engine' || state.kind === 'running';
}
