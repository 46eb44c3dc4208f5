import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { AudioWindow } from '../../core/streaming/audio-window';
import type { FoundWindow } from '../../core/streaming/reading-point';
import { placeSegments, unreadWindows, type TimedText } from '../../core/streaming/window-segments';
import type { TranscriptSegment } from '../../core/transcript/transcript';
import type { DecodingSettings } from '../../core/whisper/decoding-settings';
import { decodeWindow } from '../../core/whisper/decode-window';
import type { LanguageChoice, TranscriptionEvent, TranscriptionSummary } from '../../protocol/inference';
import type { Engine } from './engine';
import { partsByLanguage, type LanguagePart, type LanguageSet } from './language-parts';

/** One short stretch of speech has its times from the voice detector; longer ones need the model's. */
const MAX_UNTIMED_SECONDS = 12;
/** Speech that the first reading passed over is read once more, and what that passes over is let go. */
const MAX_READINGS = 2;

interface ReadText {
  /** In order. */
  readonly segments: readonly TranscriptSegment[];
  readonly retried: boolean;
}

export interface TranscribeOptions {
  /** The next window with speech; null at the end. */
  readonly nextWindow: () => Promise<FoundWindow | null>;
  readonly choice: LanguageChoice;
  readonly settings: DecodingSettings;
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
  const languages = choice.kind === 'given' ? [choice.language] : choice.languages;
  let { previousLanguage } = options;
  let retriedWindows = 0;
  let processingMilliseconds = 0;
  for (let window = await nextWindow(); window; window = await nextWindow()) {
    const startedMs = performance.now();
    const { segments, language, retried } = await readWindow(engine, window, { languages, previousLanguage });
    processingMilliseconds += performance.now() - startedMs;
    if (retried) retriedWindows++;
    previousLanguage = language;
    const startSeconds = window.startSample / SAMPLE_RATE;
    const endSeconds = (window.startSample + window.samples.length) / SAMPLE_RATE;
    emit({
      type: 'window',
      window: { startSeconds, endSeconds, segments, language },
      resume: window.resume,
    });
  }
  return { retriedWindows, processingMilliseconds };
}

/** A window in one language as it is, one in several part by part. */
async function readWindow(
  engine: Engine,
  window: AudioWindow,
  set: LanguageSet,
): Promise<ReadText & { readonly language: string }> {
  const parts = await partsByLanguage(engine, window, set);
  const read: ReadText[] = [];
  for (const part of parts) read.push(await readPart(engine, part, 1));
  return {
    segments: read.flatMap(({ segments }) => segments),
    language: parts.at(-1)?.language ?? 'en',
    retried: read.some(({ retried }) => retried),
  };
}

async function readPart(engine: Engine, part: LanguagePart, readings: number): Promise<ReadText> {
  const { window, language } = part;
  const encoded = part.encoded ?? (await engine.encode(window.samples));
  const windowSeconds = window.samples.length / SAMPLE_RATE;
  const decoded = await decodeWindow(engine.rules, () => encoded.startDecoder(), {
    language,
    timestamps: window.speech.length > 1 || windowSeconds > MAX_UNTIMED_SECONDS,
    windowSeconds,
  }).finally(() => encoded.release());
  const texts: TimedText[] = decoded.pieces.map(({ startSeconds, endSeconds, tokens }) => ({
    startSeconds,
    endSeconds,
    text: engine.rules.vocabulary.decode(tokens),
  }));
  const segments = [...placeSegments(window, texts, language)];
  if (readings < MAX_READINGS) {
    for (const unread of unreadWindows(window, texts)) {
      const again = await readPart(engine, { window: unread, language, encoded: null }, readings + 1);
      segments.push(...again.segments);
    }
  }
  segments.sort((a, b) => a.startSeconds - b.startSeconds);
  return { segments, retried: decoded.retried };
}
