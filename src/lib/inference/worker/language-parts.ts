import { SAMPLE_RATE, samplesIn } from '../../core/audio/audio-format';
import type { AudioWindow } from '../../core/streaming/audio-window';
import { cutWindow } from '../../core/streaming/cut-window';
import { passagesOf, type Passage } from '../../core/streaming/passages';
import type { TokenDecoder } from '../../core/whisper/greedy-search';
import { knownLanguages, languageProbabilities } from '../../core/whisper/language-detection';
import {
  judgeAlone,
  judgeWithin,
  languageRuns,
  spokenLanguages,
  type Judgement,
} from '../../core/whisper/spoken-languages';
import type { EncodedWindow, Engine } from './engine';

/** So much of a passage tells its language. */
const MAX_HEARD_MS = 4_000;
/** Silence that the encoder sees behind it: enough to tell the language, though not for text. */
const SILENCE_BEHIND_SECONDS = 1;

/** A part of a window in one language. */
export interface LanguagePart {
  readonly window: AudioWindow;
  readonly language: string;
  /** Null where the encoder has not seen this part by itself. */
  readonly encoded: EncodedWindow | null;
}

/** What to choose from. */
export interface LanguageSet {
  readonly languages: readonly string[];
  /** Of what was said before; null at the beginning of a recording. */
  readonly previousLanguage: string | null;
}

/**
 * Encodes a window and finds its languages: itself where it is all in one, else cut in the pauses where the
 * language changes.
 *
 * @returns at least one, in order
 * @throws RangeError if the model knows none of the languages
 */
export async function partsByLanguage(
  engine: Engine,
  window: AudioWindow,
  { languages, previousLanguage }: LanguageSet,
): Promise<readonly LanguagePart[]> {
  const known = knownLanguages(engine.rules.special, languages);
  const encoded = await engine.encode(window.samples);
  if (known.length === 1) return known.map((language) => ({ window, language, encoded }));

  const passages = passagesOf(window.phrases);
  const judged = await judgePassages({ engine, window, encoded, languages: known }, passages);
  const runs = languageRuns(spokenLanguages(judged, previousLanguage));
  if (runs.length > 1) encoded.release();
  return runs.map(({ first, last, language }) => {
    if (runs.length === 1) return { window, language, encoded };
    const startSample = passages[first]?.startSample ?? 0;
    const endSample = passages[last]?.endSample ?? window.samples.length;
    return { window: cutWindow(window, { startSample, endSample }), language, encoded: null };
  });
}

interface HeardWindow {
  readonly engine: Engine;
  readonly window: AudioWindow;
  readonly encoded: EncodedWindow;
  readonly languages: readonly string[];
}

/** First as it sounds within its window, which costs the decoder one step; where that is not enough, alone. */
async function judgePassages(
  heard: HeardWindow,
  passages: readonly Passage[],
): Promise<readonly Judgement[]> {
  const { engine, window, encoded, languages } = heard;
  const { special } = engine.rules;
  const hear = async (decoder: TokenDecoder) =>
    languageProbabilities(await decoder.feed([special.startOfTranscript]), special, languages);

  const judgedAlone = async (passage: Passage) => {
    const alone = await encodeAlone(engine, window, passage);
    return judgeAlone(await hear(alone.startDecoder()).finally(() => alone.release()));
  };

  const whole = judgeAlone(await hear(encoded.startDecoder()));
  if (passages.length === 1) return [whole];
  const judged: Judgement[] = [];
  for (const passage of passages) {
    const within = judgeWithin(await hear(encoded.startDecoder(passage)), whole.language);
    judged.push(within ?? (await judgedAlone(passage)));
  }
  return judged;
}

function encodeAlone(engine: Engine, window: AudioWindow, passage: Passage): Promise<EncodedWindow> {
  const samples = cutWindow(window, passage).samples.subarray(0, samplesIn(MAX_HEARD_MS));
  return engine.encode(samples, samples.length / SAMPLE_RATE + SILENCE_BEHIND_SECONDS);
}
