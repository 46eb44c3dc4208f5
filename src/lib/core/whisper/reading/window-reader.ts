import { wordTimes, type AlignedWord } from '../../alignment/word-times';
import { SAMPLE_RATE } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { withoutDoubledPassages } from '../../recognition/doubled-passages';
import type { RecognisedWindow } from '../../recognition/recogniser';
import { judgedSegments } from '../../recognition/window-segments';
import { segmentsOf, type TranscribedWindow, type TranscriptSegment } from '../../transcript/transcript';
import { PREFIX_SILENCE_SECONDS } from '../features/audio-context';
import type { DecodingSettings } from '../decoding/decoding-settings';
import { continueWindow, decodeWindow } from '../decoding/decode-window';
import type { SoundContext, WindowLength } from '../decoding/decoding-attempts';
import type { PrecedingContext } from '../decoding/prompt';
import type { SearchResult } from '../decoding/search';
import type { Prefix } from '../decoding/search-options';
import type { DecodedWindow } from '../decoding/tried-texts';
import type { EncodedWindow, Engine } from './engine';
import { partsByLanguage, type LanguageSet } from './language-parts';
import { fillUnread } from './fill-unread';
import { speechSeconds } from './utterance-state';
import { WindowEncoder } from './window-encoder';

/** Speech that a reading passes over is read by itself, and what that passes over again, so many readings deep. */
const MAX_READINGS = 4;
/** Speech as short as this, passed over, is a word at most. */
const FRAGMENT_SECONDS = 1;
/** Behind a longer pause something else is spoken of. */
const MAX_PAUSE_SECONDS = 30;

interface ReadText {
  /** In order. */
  readonly segments: readonly TranscriptSegment[];
  readonly retried: boolean;
}

export interface WindowReader {
  readonly engine: Engine;
  readonly settings: DecodingSettings;
  readonly words: readonly string[];
  /** The window before, where the decoder is to know of it. */
  readonly before: TranscribedWindow | null;
  /** What the window's text begins with, if it is in that language as a whole. */
  readonly continuation?: Continuation | undefined;
  /** It reads what the text of a window has passed over. */
  readonly isRest?: boolean;
}

/**
 * A window in one language as it is, one in several part by part.
 *
 * @param onLanguage hears of the language of its last words before it is read
 */
export async function readWindow(
  reader: WindowReader,
  window: AudioWindow,
  set: LanguageSet,
  onLanguage?: (language: string) => void,
): Promise<RecognisedWindow> {
  return readParts(reader, window, set, 1, onLanguage);
}

async function readParts(
  reader: WindowReader,
  window: AudioWindow,
  set: LanguageSet,
  readings: number,
  onLanguage?: (language: string) => void,
): Promise<RecognisedWindow> {
  const { parts, otherLanguage } = await partsByLanguage(reader.engine, window, set);
  const [first] = parts;
  const language = parts.at(-1)?.language ?? 'en';
  onLanguage?.(language);
  const isContinued = parts.length === 1 && first?.language === reader.continuation?.language;
  const own = isContinued ? reader : { ...reader, continuation: undefined };
  const read: ReadText[] = [];
  for (const { sound, language: spoken } of parts) {
    const written = await writtenText(own, sound, spoken).finally(() => sound.release());
    const rest = { ...set, previousLanguage: spoken };
    read.push(await withUnread(reader, sound.window, rest, readings, written));
  }
  return {
    segments: read.flatMap(({ segments }) => segments),
    language,
    ...(otherLanguage !== null && { otherLanguage }),
    retried: read.some(({ retried }) => retried),
  };
}

/** A text that begins with another one. */
export interface Continuation {
  readonly prefix: Prefix;
  readonly language: string;
  /** See ContinuedOptions. */
  readonly isGrown: boolean;
  /** See DecodeWindowOptions. */
  readonly carriedTokens: number;
  /** The same. */
  readonly onPlausible?: ((text: SearchResult) => void) | undefined;
}

/** The text that continues a prefix; null where none is plausible. Quicker than decoding from scratch. */
export async function continueFromPrefix(
  reader: WindowReader,
  window: AudioWindow,
  continuation: Continuation,
): Promise<readonly TranscriptSegment[] | null> {
  const { context } = reader.settings;
  const sound = new WindowEncoder(reader.engine, window, context, PREFIX_SILENCE_SECONDS);
  const { language } = continuation;
  const written = await continuedText(reader, sound, continuation).finally(() => sound.release());
  const set = { languages: [language], previousLanguage: language, context };
  return written && (await withUnread(reader, window, set, 1, written)).segments;
}

async function withUnread(
  reader: WindowReader,
  window: AudioWindow,
  set: LanguageSet,
  readings: number,
  { words, language, noSpeechProbability, retried }: WrittenText,
): Promise<ReadText> {
  const segmentsOf = (own: readonly AlignedWord[]) =>
    judgedSegments(window, own, language, noSpeechProbability);
  if (readings === MAX_READINGS) return { segments: segmentsOf(words), retried };
  const alone = { ...reader, continuation: undefined, isRest: true };
  const segments = await fillUnread(window, words, segmentsOf, async (part) => {
    const read = await readParts(alone, part, set, readings + 1);
    return read.segments;
  });
  return { segments: withoutDoubledPassages(segments), retried };
}

interface WrittenText {
  readonly words: readonly AlignedWord[];
  readonly language: string;
  readonly noSpeechProbability: number;
  readonly retried: boolean;
}

async function writtenText(
  reader: WindowReader,
  sound: WindowEncoder,
  language: string,
): Promise<WrittenText> {
  const options = decodeOptions(reader, sound, language);
  return timed(reader, sound, language, await decodeWindow(reader.engine.rules, hearing(sound), options));
}

async function continuedText(
  reader: WindowReader,
  sound: WindowEncoder,
  { language, ...continuation }: Continuation,
): Promise<WrittenText | null> {
  const options = { ...decodeOptions(reader, sound, language), ...continuation };
  const decoded = await continueWindow(reader.engine.rules, hearing(sound), options);
  return decoded && timed(reader, sound, language, decoded);
}

function hearing(sound: WindowEncoder) {
  return (context: SoundContext) => sound.encoded(context);
}

function decodeOptions(reader: WindowReader, { window, isFull }: WindowEncoder, language: string) {
  return {
    language,
    window: windowLength(reader, window, isFull),
    settings: reader.settings,
    preceding: precedingContext(reader, window, language),
    prefix: reader.continuation?.prefix,
    onPlausible: reader.continuation?.onPlausible,
  };
}

function windowLength({ isRest = false }: WindowReader, window: AudioWindow, isFull: boolean): WindowLength {
  const seconds = window.samples.length / SAMPLE_RATE;
  const isFragment = isRest && seconds < FRAGMENT_SECONDS;
  return { seconds, speechSeconds: speechSeconds(window), isFull, isFragment };
}

async function timed(
  { engine }: WindowReader,
  { window }: WindowEncoder,
  language: string,
  decoded: DecodedWindow<EncodedWindow>,
): Promise<WrittenText> {
  const { vocabulary, alignmentHeads: heads } = engine.rules;
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
  return { words, language, noSpeechProbability: decoded.noSpeechProbability, retried: decoded.retried };
}

/** The listed words, and what was said before in the same language. */
function precedingContext(
  { words, before }: WindowReader,
  window: AudioWindow,
  language: string,
): PrecedingContext {
  const isNear = before && window.startSample / SAMPLE_RATE - before.endSeconds <= MAX_PAUSE_SECONDS;
  const segments = isNear ? segmentsOf([before]).filter((segment) => segment.language === language) : [];
  return { words, text: segments.map(({ text }) => text).join(' ') };
}
