import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import type { FoundWindow } from '../../../core/streaming/reading-point';
import type { TranscribedWindow } from '../../../core/transcript/transcript';
import type { DecodingSettings } from '../../../core/whisper/decoding/decoding-settings';
import type { LanguageChoice, TranscriptionEvent, TranscriptionSummary } from '../../../protocol/inference';
import type { Engine } from '../whisper/engine';
import { readWindow } from './window-reader';

export interface TranscribeOptions {
  /** The next window with speech; null at the end. */
  readonly nextWindow: () => Promise<FoundWindow | null>;
  readonly choice: LanguageChoice;
  readonly settings: DecodingSettings;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  /** Of the window before the first; null at the beginning of a recording. */
  readonly previousLanguage: string | null;
  readonly emit: (event: TranscriptionEvent) => void;
}

/**
 * Text of a recording, window by window.
 *
 * @throws AppError, CancelledError as the engine and `nextWindow` do
 */
export async function transcribeRecording(
  engine: Engine,
  { nextWindow, choice, settings, vocabulary, emit, ...options }: TranscribeOptions,
): Promise<TranscriptionSummary> {
  const languages = choice.kind === 'given' ? [choice.language] : choice.languages;
  let { previousLanguage } = options;
  let previous: TranscribedWindow | null = null;
  let retriedWindows = 0;
  let processingMilliseconds = 0;
  for (let window = await nextWindow(); window; window = await nextWindow()) {
    const startedMs = performance.now();
    const before = settings.precedingText ? previous : null;
    const reader = { engine, settings, words: vocabulary, before };
    const set = { languages, previousLanguage, context: settings.context };
    const { segments, language, retried } = await readWindow(reader, window, set);
    processingMilliseconds += performance.now() - startedMs;
    if (retried) retriedWindows++;
    previousLanguage = language;
    const startSeconds = window.startSample / SAMPLE_RATE;
    const endSeconds = (window.startSample + window.samples.length) / SAMPLE_RATE;
    previous = { startSeconds, endSeconds, segments, language };
    emit({ type: 'window', window: previous, resume: window.resume });
  }
  return { retriedWindows, processingMilliseconds };
}
