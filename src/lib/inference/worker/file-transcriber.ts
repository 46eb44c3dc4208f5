import { wordTimes } from '../../core/alignment/word-times';
import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { AudioWindow } from '../../core/streaming/audio-window';
import type { FoundWindow } from '../../core/streaming/reading-point';
import { judgedSegment } from '../../core/streaming/judged-segment';
import { segmentWords, unreadWindows } from '../../core/streaming/window-segments';
import { segmentsOf, type TranscribedWindow, type TranscriptSegment } from '../../core/transcript/transcript';
import type { DecodingSettings } from '../../core/whisper/decoding-settings';
import { decodeWindow } from '../../core/whisper/decode-window';
import type { PrecedingContext } from '../../core/whisper/prompt';
import type { LanguageChoice, TranscriptionEvent, TranscriptionSummary } from '../../protocol/inference';
import type { Engine } from './engine';
import { partsByLanguage, type LanguageSet } from './language-parts';
import { WindowSound } from './window-sound';

/** Speech that the first reading passed over is read once more, and what that passes over is let go. */
const MAX_READINGS = 2;
/** Behind a longer pause something else is spoken of. */
const MAX_PAUSE_SECONDS = 30;

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

interface Reader {
  readonly engine: Engine;
  readonly settings: DecodingSettings;
  readonly words: readonly string[];
  /** The window before, where the decoder is to know of it. */
  readonly before: TranscribedWindow | null;
}

/** A window in one language as it is, one in several part by part. */
async function readWindow(
  reader: Reader,
  window: AudioWindow,
  set: LanguageSet,
): Promise<ReadText & { readonly language: string }> {
  const parts = await partsByLanguage(reader.engine, window, set);
  const read: ReadText[] = [];
  for (const { sound, language } of parts) read.push(await readSound(reader, sound, language, 1));
  return {
    segments: read.flatMap(({ segments }) => segments),
    language: parts.at(-1)?.language ?? 'en',
    retried: read.some(({ retried }) => retried),
  };
}

async function readSound(
  reader: Reader,
  sound: WindowSound,
  language: string,
  readings: number,
): Promise<ReadText> {
  const { window } = sound;
  const { words, segments, retried } = await writtenText(reader, sound, language).finally(() =>
    sound.release(),
  );
  const all = [...segments];
  if (readings < MAX_READINGS) {
    for (const unread of unreadWindows(window, words)) {
      const unreadSound = new WindowSound(reader.engine, unread, reader.settings.context);
      all.push(...(await readSound(reader, unreadSound, language, readings + 1)).segments);
    }
  }
  all.sort((a, b) => a.startSeconds - b.startSeconds);
  return { segments: all, retried };
}

async function writtenText(reader: Reader, sound: WindowSound, language: string) {
  const { engine, settings } = reader;
  const { vocabulary, alignmentHeads: heads } = engine.rules;
  const { window } = sound;
  const decoded = await decodeWindow(engine.rules, (context) => sound.encoded(context), {
    language,
    window: { seconds: window.samples.length / SAMPLE_RATE, isFull: sound.isFull },
    settings,
    preceding: precedingContext(reader, window, language),
  });
  const { tokens, end } = decoded;
  const asking = end ? [...tokens, end] : tokens;
  const words = wordTimes({
    tokens,
    queries: await Promise.all(asking.map(({ queries }) => queries())),
    keys: await decoded.sound.alignmentKeys(),
    heads,
    sampleCount: window.samples.length,
    phrases: window.phrases,
    vocabulary,
    language,
  });
  const segments = segmentWords(words).map((own) =>
    judgedSegment(window, own, language, decoded.noSpeechProbability),
  );
  return { words, segments, retried: decoded.retried };
}

/** The listed words, and what was said before in the same language. */
function precedingContext(
  { words, before }: Reader,
  window: AudioWindow,
  language: string,
): PrecedingContext {
  const isNear = before && window.startSample / SAMPLE_RATE - before.endSeconds <= MAX_PAUSE_SECONDS;
  const segments = isNear ? segmentsOf([before]).filter((segment) => segment.language === language) : [];
  return { words, text: segments.map(({ text }) => text).join(' ') };
}
