import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { AudioWindow } from '../../core/streaming/audio-window';
import { placeSegments, unreadWindows, type TimedText } from '../../core/streaming/window-segments';
import type { TranscriptSegment } from '../../core/transcript/transcript';
import { decodeWindow } from '../../core/whisper/decode-window';
import type { LanguageChoice, TranscriptionEvent, TranscriptionSummary } from '../../protocol/inference';
import type { Engine } from './engine';

/** One short stretch of speech has its times from the voice detector; longer ones need the model's. */
const MAX_UNTIMED_SECONDS = 12;
/** Speech that the first reading passed over is read once more, and what that passes over is let go. */
const MAX_READINGS = 2;

interface WindowText {
  readonly segments: readonly TranscriptSegment[];
  readonly language: string;
  readonly retried: boolean;
}

export interface TranscribeOptions {
  /** The next window with speech; null at the end. */
  readonly nextWindow: () => Promise<AudioWindow | null>;
  readonly choice: LanguageChoice;
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
  { nextWindow, choice, emit, ...options }: TranscribeOptions,
): Promise<TranscriptionSummary> {
  let { previousLanguage } = options;
  let retriedWindows = 0;
  let processingMilliseconds = 0;
  for (let window = await nextWindow(); window; window = await nextWindow()) {
    const startedMs = performance.now();
    const { segments, language, retried } = await readWindow(engine, window, {
      choice,
      previousLanguage,
      readings: 1,
    });
    processingMilliseconds += performance.now() - startedMs;
    if (retried) retriedWindows++;
    previousLanguage = language;
    const startSeconds = window.startSample / SAMPLE_RATE;
    const endSeconds = (window.startSample + window.samples.length) / SAMPLE_RATE;
    emit({ type: 'window', window: { startSeconds, endSeconds, segments, language } });
  }
  return { retriedWindows, processingMilliseconds };
}

interface Reading {
  readonly choice: LanguageChoice;
  readonly previousLanguage: string | null;
  readonly readings: number;
}

async function readWindow(engine: Engine, window: AudioWindow, reading: Reading): Promise<WindowText> {
  const { choice, previousLanguage, readings } = reading;
  const windowSeconds = window.samples.length / SAMPLE_RATE;
  const encoded = await engine.encode(window.samples);
  const decoded = await decodeWindow(engine.rules, () => encoded.startDecoder(), {
    languages: choice.kind === 'given' ? [choice.language] : choice.languages,
    previousLanguage,
    timestamps: window.speech.length > 1 || windowSeconds > MAX_UNTIMED_SECONDS,
    windowSeconds,
  });
  const texts: TimedText[] = decoded.pieces.map(({ startSeconds, endSeconds, tokens }) => ({
    startSeconds,
    endSeconds,
    text: engine.rules.vocabulary.decode(tokens),
  }));
  const language = decoded.language ?? 'en';
  let segments = placeSegments(window, texts, language);
  if (readings < MAX_READINGS) {
    for (const unread of unreadWindows(window, texts)) {
      const again = await readWindow(engine, unread, {
        choice,
        previousLanguage: language,
        readings: readings + 1,
      });
      segments = [...segments, ...again.segments];
    }
  }
  const inOrder = [...segments].sort((a, b) => a.startSeconds - b.startSeconds);
  return { segments: inOrder, language, retried: decoded.retried };
}
