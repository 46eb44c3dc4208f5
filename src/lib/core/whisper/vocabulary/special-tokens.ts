import type { WhisperDimensions } from '../../checkpoint/dimensions';
import { isMultilingual } from '../../checkpoint/dimensions';
import { WHISPER_LANGUAGES } from './languages';

/** Timestamp tokens are 20 ms apart, one encoder position. */
export const TIMESTAMP_SECONDS = 0.02;
const TIMESTAMP_COUNT = 1501; // 0.00 to 30.00
const TASK_TOKEN_COUNT = 6;

/** The ids behind the text tokens. They are not in the checkpoint: their order is fixed, their place follows. */
export interface SpecialTokens {
  readonly endOfText: number;
  readonly startOfTranscript: number;
  /** By language code; empty in `.en` checkpoints, which have the ids but no use for them. */
  readonly languages: ReadonlyMap<string, number>;
  readonly translate: number;
  readonly transcribe: number;
  readonly startOfLanguageModel: number;
  readonly startOfPrevious: number;
  readonly noSpeech: number;
  readonly noTimestamps: number;
  /** The token of 0.00 s. */
  readonly firstTimestamp: number;
  /** Behind the token of 30.00 s: what is there is no token of Whisper's. */
  readonly endOfTimestamps: number;
}

/**
 * @param textTokens how many tokens of text the checkpoint has: 50257, `.en` 50256
 * @throws RangeError if the vocabulary has no room for the special tokens
 * @see openai/whisper tokenizer.py
 */
export function specialTokens(dimensions: WhisperDimensions, textTokens: number): SpecialTokens {
  const room = dimensions.vocabularySize - textTokens - 2 - TASK_TOKEN_COUNT - TIMESTAMP_COUNT;
  if (room < 1) throw new RangeError(`${room} language tokens`);
  // A fine-tune may have tokens of its own behind the times: then there are as many languages as its kind was published with.
  const languageCount = room <= WHISPER_LANGUAGES.length ? room : publishedLanguages(dimensions);
  const firstLanguage = textTokens + 2;
  const firstTask = firstLanguage + languageCount;
  const languages = isMultilingual(dimensions) ? WHISPER_LANGUAGES.slice(0, languageCount) : [];
  return {
    endOfText: textTokens,
    startOfTranscript: textTokens + 1,
    languages: new Map(languages.map((language, index) => [language, firstLanguage + index])),
    translate: firstTask,
    transcribe: firstTask + 1,
    startOfLanguageModel: firstTask + 2,
    startOfPrevious: firstTask + 3,
    noSpeech: firstTask + 4,
    noTimestamps: firstTask + 5,
    firstTimestamp: firstTask + 6,
    endOfTimestamps: firstTask + 6 + TIMESTAMP_COUNT,
  };
}

/** large-v3 brought Cantonese, and 128 mels. */
function publishedLanguages({ melBands }: WhisperDimensions): number {
  return WHISPER_LANGUAGES.length - (melBands === 128 ? 0 : 1);
}

/** Everything before the text: what language it is in, and whether times are wanted. */
export function promptAfterStart(
  special: SpecialTokens,
  language: string | null,
  timestamps: boolean,
): readonly number[] {
  const languageToken = language === null ? undefined : special.languages.get(language);
  const task = languageToken === undefined ? [] : [languageToken, special.transcribe];
  return timestamps ? task : [...task, special.noTimestamps];
}
