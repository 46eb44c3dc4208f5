/** A stretch of text with its place in the recording. */
export interface TranscriptSegment {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  /** Whisper's language code, "fr". */
  readonly language: string;
}
