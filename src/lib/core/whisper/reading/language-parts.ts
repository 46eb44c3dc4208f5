import { SAMPLE_RATE, samplesIn, type SampleRange } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { cutWindow } from '../../endpointing/cut-window';
import { passagesOf, type Passage } from '../../recognition/passages';
import type { DecodingSettings } from '../decoding/decoding-settings';
import type { EncoderOutput, TokenDecoder } from '../decoding/token-decoder';
import {
  clearlyOtherLanguage,
  knownLanguages,
  languageProbabilities,
  type LanguageProbability,
} from '../decoding/language-detection';
import {
  judgeAlone,
  judgeWithin,
  languageRuns,
  spokenLanguages,
  type Judgement,
} from '../decoding/spoken-languages';
import type { EncodedWindow, Engine } from './engine';
import { languageTurns } from './language-turns';
import { WindowEncoder } from './window-encoder';

/** So much of a passage tells its language. */
const MAX_HEARD_MS = 4_000;
/** Silence that the encoder sees behind it: enough to tell the language, though not for text. */
const LANGUAGE_SILENCE_SECONDS = 1;

/** In less speech nobody changes the language twice, and in what sounds this clearly like one nobody does. */
const MIN_TURNING_MS = 3_000;
const ALL_CLEAR_PROBABILITY = 0.99;

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
  /** Of what was said before, perhaps still to come; null at the beginning of a recording. */
  readonly previousLanguage: string | null | Promise<string | null>;
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

  const { judged, before } = await judgedSound(engine, sound, known, previousLanguage).catch(
    (thrown: unknown) => {
      sound.release();
      throw thrown;
    },
  );
  const { passages, otherLanguage } = judged;
  const runs = languageRuns(spokenLanguages(passages, before));
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

async function judgedSound(
  engine: Engine,
  sound: WindowEncoder,
  languages: readonly string[],
  previousLanguage: LanguageSet['previousLanguage'],
) {
  const encoded = await sound.encoded();
  const judged = await judgePassages({ engine, window: sound.window, encoded, languages });
  return { judged, before: await previousLanguage };
}

interface HeardWindow {
  readonly engine: Engine;
  readonly window: AudioWindow;
  readonly encoded: EncoderOutput;
  readonly languages: readonly string[];
}

type JudgedPassage = SampleRange & Judgement;

/**
 * Each passage as it sounds within its window, which costs the decoder one step; where that is not enough, alone. A long
 * one that does not clearly sound like one language is parted where it goes over into another.
 */
async function judgePassages({ engine, window, encoded, languages }: HeardWindow): Promise<{
  readonly passages: readonly JudgedPassage[];
  readonly otherLanguage: string | null;
}> {
  const { special } = engine.rules;
  const logitsOf = async (decoder: TokenDecoder) => {
    const { logits } = await decoder.feed([[special.startOfTranscript]]).finally(() => decoder.release());
    return logits;
  };
  const hear = async (decoder: TokenDecoder) =>
    languageProbabilities(await logitsOf(decoder), special, languages);
  const hearWithin = (part: SampleRange) => hear(encoded.startDecoder(part));
  const judgedAlone = async (part: SampleRange) => {
    const alone = await encodeAlone(engine, window, part);
    return judgeAlone(await hear(alone.startDecoder()).finally(() => alone.release()));
  };

  const logits = await logitsOf(encoded.startDecoder());
  const wholeProbabilities = languageProbabilities(logits, special, languages);
  const whole = judgeAlone(wholeProbabilities);
  const passages = passagesOf(window.phrases);
  const judged: JudgedPassage[] = [];
  for (const passage of passages) {
    const within = passages.length === 1 ? wholeProbabilities : await hearWithin(passage);
    const turns = mayTurn(passage, within) ? await languageTurns(window.samples, passage, hearWithin) : [];
    if (turns.length > 1) for (const turn of turns) judged.push({ ...turn, ...(await judgedAlone(turn)) });
    else if (passages.length === 1) judged.push({ ...passage, ...whole });
    else
      judged.push({ ...passage, ...(judgeWithin(within, whole.language) ?? (await judgedAlone(passage))) });
  }
  return { passages: judged, otherLanguage: clearlyOtherLanguage(logits, special, languages) };
}

/** It is long enough for two turns, and not all of it clearly is in one language. */
function mayTurn({ speechSamples }: Passage, [best]: readonly LanguageProbability[]): boolean {
  return speechSamples >= samplesIn(MIN_TURNING_MS) && (best?.probability ?? 0) < ALL_CLEAR_PROBABILITY;
}

function encodeAlone(engine: Engine, window: AudioWindow, part: SampleRange): Promise<EncodedWindow> {
  const samples = cutWindow(window, part).samples.subarray(0, samplesIn(MAX_HEARD_MS));
  return engine.encode(samples, samples.length / SAMPLE_RATE + LANGUAGE_SILENCE_SECONDS);
}
