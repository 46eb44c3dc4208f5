import { SAMPLE_RATE, samplesIn } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { cutWindow } from '../../endpointing/cut-window';
import { passagesOf, type Passage } from '../../recognition/passages';
import type { DecodingSettings } from '../decoding/decoding-settings';
import type { EncoderOutput, TokenDecoder } from '../decoding/token-decoder';
import { clearlyOtherLanguage, knownLanguages, languageProbabilities } from '../decoding/language-detection';
import {
  judgeAlone,
  judgeWithin,
  languageRuns,
  spokenLanguages,
  type Judgement,
} from '../decoding/spoken-languages';
import type { EncodedWindow, Engine } from './engine';
import { WindowEncoder } from './window-encoder';

/** So much of a passage tells its language. */
const MAX_HEARD_MS = 4_000;
/** Silence that the encoder sees behind it: enough to tell the language, though not for text. */
const LANGUAGE_SILENCE_SECONDS = 1;

/** A part of a window in one language. */
export interface LanguagePart {
  readonly sound: WindowEncoder;
  readonly language: string;
}

/** A window by the languages of a set. */
export interface PartedWindow {
  /** At least one, in order. */
  readonly parts: readonly LanguagePart[];
  /** Outside of the set, what the window as a whole clearly sounds like; null where that is not so or not judged. */
  readonly otherLanguage: string | null;
}

/** What to choose from. */
export interface LanguageSet {
  readonly languages: readonly string[];
  /** Of what was said before; null at the beginning of a recording. */
  readonly previousLanguage: string | null;
  readonly context: DecodingSettings['context'];
}

/**
 * Finds a window's languages: itself where it is all in one, else cut in the pauses where the language changes.
 *
 * @returns parts to be released by the caller
 * @throws RangeError if the model knows none of the languages
 */
export async function partsByLanguage(
  engine: Engine,
  window: AudioWindow,
  { languages, previousLanguage, context }: LanguageSet,
): Promise<PartedWindow> {
  const known = knownLanguages(engine.rules.special, languages);
  const sound = new WindowEncoder(engine, window, context);
  const [only] = known;
  if (only !== undefined && known.length === 1)
    return { parts: [{ sound, language: only }], otherLanguage: null };

  const passages = passagesOf(window.phrases);
  const encoded = await sound.encoded();
  const { judged, otherLanguage } = await judgePassages(
    { engine, window, encoded, languages: known },
    passages,
  );
  const runs = languageRuns(spokenLanguages(judged, previousLanguage));
  if (runs.length > 1) sound.release();
  const parts = runs.map(({ first, last, language }) => {
    if (runs.length === 1) return { sound, language };
    const startSample = passages[first]?.startSample ?? 0;
    const endSample = passages[last]?.endSample ?? window.samples.length;
    const part = cutWindow(window, { startSample, endSample });
    return { sound: new WindowEncoder(engine, part, context), language };
  });
  return { parts, otherLanguage };
}

interface HeardWindow {
  readonly engine: Engine;
  readonly window: AudioWindow;
  readonly encoded: EncoderOutput;
  readonly languages: readonly string[];
}

/** First as it sounds within its window, which costs the decoder one step; where that is not enough, alone. */
async function judgePassages(
  heard: HeardWindow,
  passages: readonly Passage[],
): Promise<{ readonly judged: readonly Judgement[]; readonly otherLanguage: string | null }> {
  const { engine, window, encoded, languages } = heard;
  const { special } = engine.rules;
  const logitsOf = async (decoder: TokenDecoder) => {
    const { logits } = await decoder.feed([[special.startOfTranscript]]).finally(() => decoder.release());
    return logits;
  };
  const hear = async (decoder: TokenDecoder) =>
    languageProbabilities(await logitsOf(decoder), special, languages);

  const judgedAlone = async (passage: Passage) => {
    const alone = await encodeAlone(engine, window, passage);
    return judgeAlone(await hear(alone.startDecoder()).finally(() => alone.release()));
  };

  const logits = await logitsOf(encoded.startDecoder());
  const otherLanguage = clearlyOtherLanguage(logits, special, languages);
  const whole = judgeAlone(languageProbabilities(logits, special, languages));
  if (passages.length === 1) return { judged: [whole], otherLanguage };
  const judged: Judgement[] = [];
  for (const passage of passages) {
    const within = judgeWithin(await hear(encoded.startDecoder(passage)), whole.language);
    judged.push(within ?? (await judgedAlone(passage)));
  }
  return { judged, otherLanguage };
}

function encodeAlone(engine: Engine, window: AudioWindow, passage: Passage): Promise<EncodedWindow> {
  const samples = cutWindow(window, passage).samples.subarray(0, samplesIn(MAX_HEARD_MS));
  return engine.encode(samples, samples.length / SAMPLE_RATE + LANGUAGE_SILENCE_SECONDS);
}
