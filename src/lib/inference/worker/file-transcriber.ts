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
  readonly language: string | null;
  readonly retried: boolean;
}

/**
 * Text of a recording, window by window.
 *
 * @param nextWindow the next window with speech; null at the end
 * @throws AppError, CancelledError as the engine and `nextWindow` do
 */
export async function transcribeRecording(
  engine: Engine,
  nextWindow: () => Promise<AudioWindow | null>,
  choice: LanguageChoice,
  emit: (event: TranscriptionEvent) => void,
): Promise<TranscriptionSummary> {
  const languages = new Map<string, number>();
  let previousLanguage: string | null = null;
  let retriedWindows = 0;
  let processingMilliseconds = 0;
  for (let window = await nextWindow(); window; window = await nextWindow()) {
    const startedMs = performance.now();
    const text = await readWindow(engine, window, { choice, previousLanguage, readings: 1 });
    processingMilliseconds += performance.now() - startedMs;
    if (text.retried) retriedWindows++;
    if (text.language !== null) languages.set(text.language, (languages.get(text.language) ?? 0) + 1);
    previousLanguage = text.language;
    if (text.segments.length > 0) emit({ type: 'segments', segments: text.segments });
    const endSample = window.startSample + window.samples.length;
    emit({ type: 'progress', transcribedSeconds: endSample / SAMPLE_RATE });
  }
  const [mostUsed] = [...languages].sort((a, b) => b[1] - a[1]);
  return { language: mostUsed?.[0] ?? null, retriedWindows, processingMilliseconds };
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
