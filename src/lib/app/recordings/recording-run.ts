import type { LanguageChoice } from '../../core/recognition/language-choice';
import type { TranscriptionEvent, TranscriptionSummary } from '../../core/recognition/transcribe-recording';
import { CancelledError } from '../../core/errors';
import type { ReadingPoint } from '../../core/streaming/reading-point';
import type { DecodingSettings } from '../../core/whisper/decoding/decoding-settings';
import type { RecordingProgress, RecordingSummary } from '../../protocol/media';
import type { TranscriptionClients } from '../engine/transcription-clients';

export interface RecordingRunOptions {
  readonly file: File;
  /** Made ready where it is not; the one that was loaded last unless given. */
  readonly model?: { readonly modelId: string };
  readonly language: LanguageChoice;
  /** The defaults, but for measuring what each is worth. */
  readonly settings?: DecodingSettings;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  /** True unless given; false takes everything for speech. */
  readonly cutSilence?: boolean;
  /** The number of the track that a person has chosen; the voice decides unless it is given. */
  readonly track?: number | null;
  /** How many windows an earlier run has given, after which this one continues. */
  readonly skippedWindows?: number;
  /** The language of the last of them. */
  readonly previousLanguage?: string | null;
  /** The place that came with the last of them; null where it is not known, and the way to it is longer. */
  readonly resumeFrom?: ReadingPoint | null;
  readonly signal: AbortSignal;
  readonly onRead: (progress: RecordingProgress) => void;
  readonly onText: (event: TranscriptionEvent) => void;
}

export interface RecordingRun {
  readonly recording: RecordingSummary;
  readonly transcription: TranscriptionSummary;
}

/**
 * Reads one recording and transcribes it at the same time: the inference worker asks the media worker for windows
 * over a channel of their own, so no sound passes through the page.
 *
 * A side that fails calls the other off. Where both fail, the failure of the reading side is the cause.
 *
 * @throws whatever the clients throw; CancelledError once `signal` is aborted
 */
export async function runRecording(
  { media, inference }: Pick<TranscriptionClients, 'media' | 'inference'>,
  {
    file,
    track = null,
    skippedWindows = 0,
    previousLanguage = null,
    resumeFrom = null,
    cutSilence = true,
    signal,
    onRead,
    onText,
    ...options
  }: RecordingRunOptions,
): Promise<RecordingRun> {
  const { port1, port2 } = new MessageChannel();
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const stopOther = (thrown: unknown): never => {
    failure.abort();
    throw thrown;
  };
  const [reading, transcribing] = await Promise.allSettled([
    media
      .readRecording(file, port1, {
        track,
        skippedWindows,
        resumeFrom,
        cutSilence,
        signal: either,
        onProgress: onRead,
      })
      .catch(stopOther),
    inference
      .transcribe({ ...options, windows: port2, previousLanguage, signal: either, onEvent: onText })
      .catch(stopOther),
  ]);
  if (reading.status === 'fulfilled' && transcribing.status === 'fulfilled') {
    return { recording: reading.value, transcription: transcribing.value };
  }
  throw firstCause([reading, transcribing]);
}

/** The first failure that is not merely the answer to being called off. */
function firstCause(settled: readonly PromiseSettledResult<unknown>[]): unknown {
  const reasons = settled.flatMap((each): unknown[] => (each.status === 'rejected' ? [each.reason] : []));
  return reasons.find((reason) => !(reason instanceof CancelledError)) ?? new CancelledError();
}
