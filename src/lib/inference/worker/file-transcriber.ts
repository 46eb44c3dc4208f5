import { wordTimes } from '../../core/alignment/word-times';
import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { AudioWindow } from '../../core/streaming/audio-window';
import type { FoundWindow } from '../../core/streaming/reading-point';
import { judgedSegment } from '../../core/streaming/judged-segment';
import { segmentWords, unreadWindows } from '../../core/streaming/window-segments';
import type { TranscriptSegment } from '../../core/transcript/transcript';
import type { DecodingSettings } from '../../core/whisper/decoding-settings';
import { decodeWindow } from '../../core/whisper/decode-window';
import type { LanguageChoice, TranscriptionEvent, TranscriptionSummary } from '../../protocol/inference';
import type { Engine } from './engine';
import { partsByLanguage, type LanguageSet } from './language-parts';
import { WindowSound } from './window-sound';

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
  { nextWindow, choice, settings, emit, ...options }: TranscribeOptions,
): Promise<TranscriptionSummary> {
  const languages = choice.kind === 'given' ? [choice.language] : choice.languages;
  let { previousLanguage } = options;
  let retriedWindows = 0;
  let processingMilliseconds = 0;
  for (let window = await nextWindow(); window; window = await nextWindow()) {
    const startedMs = performance.now();
    const { segments, language, retried } = await readWindow({ engine, settings }, window, {
      languages,
      previousLanguage,
      context: settings.context,
    });
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

interface Reader {
  readonly engine: Engine;
  readonly settings: DecodingSettings;
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

async function writtenText({ engine, settings }: Reader, sound: WindowSound, language: string) {
  const { vocabulary, alignmentHeads: heads } = engine.rules;
  const { window } = sound;
  const decoded = await decodeWindow(engine.rules, (context) => sound.encoded(context), {
    language,
    window: { seconds: window.samples.length / SAMPLE_RATE, isFull: sound.isFull },
    settings,
  });
  const words = wordTimes({
    ...decoded,
    keys: decoded.sound.alignmentKeys(),
    heads,
    sampleCount: window.samples.length,
    phrases: window.phrases,
    vocabulary,
    language,
  });
  const segments = segmentWords(window, words).map((own) =>
    judgedSegment(window, own, language, decoded.noSpeechProbability),
  );
  return { words, segments, retried: decoded.retried };
}
